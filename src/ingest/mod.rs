//! Turns one file's bytes into a [`Source`](crate::text::Source) and lists all it could not read; one file a format.
