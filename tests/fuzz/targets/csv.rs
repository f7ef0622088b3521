//! Fuzzes separated text in every encoding.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("csv", food));
