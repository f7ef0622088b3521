//! Fuzzes the writer of clean workbooks with the parts of an .xlsx.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("copy", food));
