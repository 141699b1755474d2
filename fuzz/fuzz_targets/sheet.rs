//! Workbooks: one sheet of `.xlsx`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    soat_fuzz::sheet(data);
});
