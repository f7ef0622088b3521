//! Fuzzes tables of web pages.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed("html", food));
