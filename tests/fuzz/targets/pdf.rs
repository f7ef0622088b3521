//! Fuzzes what a PDF page draws, its characters and the entries beside it, read and written clean.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("pdf", food));
