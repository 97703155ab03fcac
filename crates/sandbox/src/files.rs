//! Files as service owners hand them out: small, whole, and the same every time.

/// A picture of one pixel.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4,
    0x89, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x60, 0x48, 0xda, 0xf5,
    0x1f, 0x00, 0x03, 0x9e, 0x02, 0x1c, 0xf9, 0x04, 0xa2, 0xf5, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45,
    0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// Media type by the end of a name.
pub(crate) fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("txt") => "text/plain",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}

/// A file with this name; a document says `line`.
pub(crate) fn bytes(name: &str, line: &str) -> Vec<u8> {
    match media_type(name) {
        "application/pdf" => pdf(line),
        "image/png" => PNG.to_vec(),
        _ => format!("{line}\n").into_bytes(),
    }
}

/// A document of one page with one line.
fn pdf(line: &str) -> Vec<u8> {
    // Literal strings of PDF are in PDFDocEncoding; Norwegian letters have their Latin-1 codes in it.
    let text: Vec<u8> = line
        .chars()
        .filter(|letter| !matches!(letter, '(' | ')' | '\\'))
        .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
        .collect();
    let mut stream = b"BT /F1 14 Tf 72 760 Td (".to_vec();
    stream.extend(&text);
    stream.extend(b") Tj ET");
    let mut content = format!("<< /Length {} >>\nstream\n", stream.len()).into_bytes();
    content.extend(&stream);
    content.extend(b"\nendstream");
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_begin_as_their_kinds_do_and_the_table_of_a_pdf_is_right() {
        assert!(bytes("a.png", "").starts_with(b"\x89PNG"));
        assert_eq!(bytes("a.txt", "hei"), b"hei\n");
        let pdf = bytes("a.pdf", "Vedtak på (norsk)");
        let text = String::from_utf8_lossy(&pdf);
        let table: usize = text
            .rsplit("startxref\n")
            .next()
            .and_then(|rest| rest.lines().next())
            .and_then(|line| line.parse().ok())
            .expect("a place");
        assert!(pdf[table..].starts_with(b"xref\n0 6"));
        assert!(pdf.windows(16).any(|part| part == b"Vedtak p\xe5 norsk)"));
    }
}
