//! Fuzzes XML spreadsheets of Excel 2003.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("xml2003", food));
