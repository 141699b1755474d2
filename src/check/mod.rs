//! Runs the rules in force over a document against a read-only registry; pure; one file a coded check.
