//! Fuzzes the records of a binary workbook of every generation.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("xls", food));
