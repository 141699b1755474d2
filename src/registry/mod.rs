//! Stores issued documents and their relations; answers identity and validity as of a date.
