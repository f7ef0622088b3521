//! Fuzzes photos and scanned pages: what decodes and draws them, what looks for corners, skew and codes.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_scan(food));
