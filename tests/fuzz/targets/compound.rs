//! Fuzzes OLE2 compound files behind their mark.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("compound", food));
