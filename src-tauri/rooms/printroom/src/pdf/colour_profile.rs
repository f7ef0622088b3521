//! A small sRGB colour profile (ICC.1:2001-04, matrix and gamma), built here so that no foreign file
//! is carried; it refuses any other colour space.

/// The bytes of the profile.
pub(super) fn srgb() -> Vec<u8> {
    let xyz = |x: f64, y: f64, z: f64| {
        let mut data = b"XYZ \0\0\0\0".to_vec();
        for value in [x, y, z] {
            data.extend(((value * 65536.0).round() as i32).to_be_bytes());
        }
        data
    };
    // Gamma 2.2 as u8Fixed8.
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0".to_vec();
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description("sRGB IEC61966-2.1")),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0".to_vec()),
        (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
        (b"rXYZ", xyz(0.4361, 0.2225, 0.0139)),
        (b"gXYZ", xyz(0.3851, 0.7169, 0.0971)),
        (b"bXYZ", xyz(0.1431, 0.0606, 0.7141)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let table_end = 128 + 4 + tags.len() * 12;
    let (mut table, mut body) = (Vec::new(), Vec::new());
    table.extend((tags.len() as u32).to_be_bytes());
    for (tag, data) in tags {
        table.extend(tag);
        table.extend(((table_end + body.len()) as u32).to_be_bytes());
        table.extend((data.len() as u32).to_be_bytes());
        body.extend(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut profile = header((table_end + body.len()) as u32);
    profile.extend(table);
    profile.extend(body);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0_u8; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &[2, 0x10, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // Year, month and day of the profile, fixed.
    put(24, &[0x07, 0xCE, 0, 2, 0, 9]);
    put(36, b"acsp");
    // The D50 illuminant of the connection space.
    put(68, &[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    header
}

/// A `desc` tag: ASCII only, Unicode and Macintosh parts empty.
fn description(text: &str) -> Vec<u8> {
    let mut data = b"desc\0\0\0\0".to_vec();
    data.extend((text.len() as u32 + 1).to_be_bytes());
    data.extend(text.bytes());
    data.push(0);
    data.resize(data.len() + 4 + 4 + 2 + 1 + 67, 0);
    data
}
