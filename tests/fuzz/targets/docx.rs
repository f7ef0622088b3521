//! Fuzzes the body, styles, comments, relations and properties of a .docx, read and written clean.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("docx", food));
