//! Fuzzes whole files of any kind, through the door that tells them apart.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("any", food));
