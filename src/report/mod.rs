//! Renders findings and documents, one file a format.
