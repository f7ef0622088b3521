//! Fuzzes the sheet, the comments and the pivot cache of an .xlsx.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("xlsx", food));
