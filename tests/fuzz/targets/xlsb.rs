//! Fuzzes the list of sheets and the sheet of an .xlsb.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("xlsb", food));
