//! Options as `lpoptions` writes them: `name=value name='two words' name`; it refuses to fail on
//! what a printer's maker may have written.

/// Every option with its value; one without a value has an empty one.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut characters = text.trim().chars();
    while let Some(character) = characters.next() {
        let last = words.len() - 1;
        match (character, quote) {
            ('\\', _) => words[last].extend(characters.next()),
            ('\'' | '"', None) => quote = Some(character),
            (mark, Some(open)) if mark == open => quote = None,
            (blank, None) if blank.is_whitespace() => words.push(String::new()),
            (other, _) => words[last].push(other),
        }
    }
    let pair = |word: String| match word.split_once('=') {
        Some((name, value)) => (name.to_owned(), value.to_owned()),
        None => (word, String::new()),
    };
    words
        .into_iter()
        .filter(|word| !word.is_empty())
        .map(pair)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn quoted_and_bare_options_are_read() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            pairs("a=1 info='二楼 打印机' place b='it\\'s' c="),
            [
                pair("a", "1"),
                pair("info", "二楼 打印机"),
                pair("place", ""),
                pair("b", "it's"),
                pair("c", ""),
            ]
        );
        assert_eq!(pairs(" \n"), []);
    }
}
