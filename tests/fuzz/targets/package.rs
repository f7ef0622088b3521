//! Fuzzes the package reader: what follows the mark of a zip.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("package", food));
