//! Fuzzes the content of an OpenDocument spreadsheet.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("ods", food));
