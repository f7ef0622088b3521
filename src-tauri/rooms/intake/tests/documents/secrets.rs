//! Invented identity numbers of an area that exists nowhere (430699), each with its right last digit.

/// The number of the `serial`-th invented person.
pub(crate) fn id(serial: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let body = format!("43069919410307{:03}", serial % 1000);
    let sum: u32 = body
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    format!("{body}{}", char::from(CHECKS[(sum % 11) as usize]))
}

/// How a number is shown: two first and three last digits.
pub(crate) fn masked(id: &str) -> String {
    format!("{}{}{}", &id[..2], "*".repeat(13), &id[15..])
}
