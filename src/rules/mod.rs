//! Loads rule pages and answers which rule and which legal basis is in force on a date.
