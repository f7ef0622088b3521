//! Fuzzes whole PDF files, read and written clean.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("pdf-file", food));
