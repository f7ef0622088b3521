//! From the lines of a form to what it does; it refuses at the first line that it does not know.

use super::fault::FormTrouble;
use super::lines::{Say, Word};
use super::pieces::{Piece, Pieces, alone, labelled, parts};
use super::vocabulary::{FieldKind, Vocabulary};

mod line;
mod say;

use line::{Line, lines};

/// One thing that a form does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Puts something on the paper.
    Say {
        say: Say,
        /// What stands in brackets behind the word: 有才印, 留空, 高.
        manners: Vec<&'static str>,
        /// Its parts; of a named part first the name, then the text.
        parts: Vec<Pieces>,
    },
    /// Does one thing or another.
    If {
        filled: bool,
        fields: Vec<String>,
        then: Vec<Self>,
        otherwise: Vec<Self>,
    },
    /// Does it for each of several texts.
    Each { field: String, nodes: Vec<Self> },
    /// Sets a table.
    Table { field: String, form: TableForm },
}

/// How rows become a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TableForm {
    pub(super) unit: Option<Pieces>,
    pub(super) total: Option<Pieces>,
    pub(super) subtotals: bool,
    pub(super) columns: Vec<ColumnForm>,
}

/// How cells become a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ColumnForm {
    pub(super) title: Pieces,
    pub(super) cell: Pieces,
    pub(super) manners: Vec<&'static str>,
}

/// The number of a row or of an item in `每项`.
pub(super) const NUMBER: &str = "序号";
/// The text of an item in `每项`.
pub(super) const ITEM: &str = "本项";

type Told<T> = Result<T, (usize, FormTrouble)>;

/// Reads all lines.
pub(super) fn parse(vocabulary: &'static Vocabulary, text: &str) -> Told<Vec<Node>> {
    let mut parser = Parser {
        vocabulary,
        lines: lines(text)?,
        at: 0,
        each: 0,
        named: Vec::new(),
    };
    let nodes = parser.nodes()?;
    if let Some(line) = parser.lines.get(parser.at) {
        return Err((line.number, FormTrouble::Stray(line.word.written())));
    }
    if nodes.is_empty() {
        return Err((0, FormTrouble::Empty));
    }
    let named = |name: &&&str| !parser.named.iter().any(|named| named == **name);
    match vocabulary.must.iter().find(named) {
        Some(name) => Err((0, FormTrouble::Missing(name))),
        None => Ok(nodes),
    }
}

struct Parser<'a> {
    vocabulary: &'static Vocabulary,
    lines: Vec<Line<'a>>,
    at: usize,
    /// How deep in 每项.
    each: usize,
    /// Every field that was named.
    named: Vec<String>,
}

impl Parser<'_> {
    /// Up to a 完 or 否则 that ends what is open here, or the end.
    fn nodes(&mut self) -> Told<Vec<Node>> {
        let mut nodes = Vec::new();
        while let Some(line) = self.lines.get(self.at) {
            let (number, word) = (line.number, line.word);
            let node = match word {
                Word::Else | Word::End => break,
                Word::Say(say) => self.say(say),
                Word::If { filled } => self.condition(filled)?,
                Word::Each => self.each()?,
                Word::Table => self.table()?,
                Word::Column | Word::Unit | Word::Total | Word::Subtotals => {
                    Err(FormTrouble::OutOfTable(word.written()))
                }
            };
            nodes.push(node.map_err(|trouble| (number, trouble))?);
        }
        Ok(nodes)
    }

    /// The fields behind 如有, of any kind.
    fn condition(&mut self, filled: bool) -> Told<Result<Node, FormTrouble>> {
        let (number, word) = (self.lines[self.at].number, self.lines[self.at].word);
        let pieces = parts(self.lines[self.at].content).map_err(|trouble| (number, trouble))?;
        let mut fields = Vec::new();
        for piece in pieces.iter().flatten() {
            if let Piece::Field { name, .. } = piece {
                if self.vocabulary.kind(name).is_none() {
                    return Err((number, self.unknown(name)));
                }
                fields.push(name.clone());
            }
        }
        if fields.is_empty() {
            return Err((number, FormTrouble::Parts(word.written(), "如有：【…】")));
        }
        self.named.extend(fields.iter().cloned());
        self.at += 1;
        let then = self.nodes()?;
        let mut otherwise = Vec::new();
        if self.word() == Some(Word::Else) {
            self.at += 1;
            otherwise = self.nodes()?;
        }
        self.end(number, word)?;
        Ok(Ok(Node::If {
            filled,
            fields,
            then,
            otherwise,
        }))
    }

    fn each(&mut self) -> Told<Result<Node, FormTrouble>> {
        let (number, word) = (self.lines[self.at].number, self.lines[self.at].word);
        let field = self.only_field("每项：【…】", |kind| kind == FieldKind::Lines)?;
        self.at += 1;
        self.each += 1;
        let nodes = self.nodes()?;
        self.each -= 1;
        self.end(number, word)?;
        Ok(Ok(Node::Each { field, nodes }))
    }

    fn table(&mut self) -> Told<Result<Node, FormTrouble>> {
        let (number, word) = (self.lines[self.at].number, self.lines[self.at].word);
        let rows = |kind| matches!(kind, FieldKind::Rows(_));
        let field = self.only_field("表：【…】", rows)?;
        let Some(FieldKind::Rows(columns)) = self.vocabulary.kind(&field) else {
            return Ok(Err(self.unknown(&field)));
        };
        self.at += 1;
        let mut form = TableForm::default();
        while let Some(word) = self.word().filter(|word| *word != Word::End) {
            let number = self.lines[self.at].number;
            let told = self.in_table(word, columns, &mut form);
            told.map_err(|trouble| (number, trouble))?;
            self.at += 1;
        }
        self.end(number, word)?;
        match form.columns.is_empty() {
            true => Err((number, FormTrouble::NoColumns)),
            false => Ok(Ok(Node::Table { field, form })),
        }
    }

    fn in_table(
        &mut self,
        word: Word,
        columns: &'static [&'static str],
        form: &mut TableForm,
    ) -> Result<(), FormTrouble> {
        let wrong = FormTrouble::Parts(word.written(), "列：列名＝【…】");
        let content = parts(self.lines[self.at].content)?;
        let first = content.into_iter().next().unwrap_or_default();
        match word {
            Word::Column => {
                let (title, cell) = labelled(&first).ok_or(wrong)?;
                self.are_texts(&title)?;
                for piece in &cell {
                    let Piece::Field { name, .. } = piece else {
                        continue;
                    };
                    if name != NUMBER && !columns.contains(&name.as_str()) {
                        return Err(FormTrouble::unknown(name, columns.iter().copied()));
                    }
                    self.named.push(name.clone());
                }
                let manners = self.lines[self.at].manners.clone();
                form.columns.push(ColumnForm {
                    title,
                    cell,
                    manners,
                });
            }
            Word::Unit | Word::Total => {
                self.are_texts(&first)?;
                let unit = word == Word::Unit;
                *(if unit {
                    &mut form.unit
                } else {
                    &mut form.total
                }) = Some(first);
            }
            Word::Subtotals => form.subtotals = true,
            Word::Say(_) | Word::If { .. } | Word::Else | Word::End | Word::Each | Word::Table => {
                return Err(FormTrouble::OutOfTable(word.written()));
            }
        }
        Ok(())
    }

    fn only_field(&mut self, told: &'static str, wanted: fn(FieldKind) -> bool) -> Told<String> {
        let line = &self.lines[self.at];
        let (number, word) = (line.number, line.word);
        let content = parts(line.content).map_err(|trouble| (number, trouble))?;
        let name = match content.as_slice() {
            [part] => alone(part),
            _ => None,
        };
        let Some(name) = name else {
            return Err((number, FormTrouble::Parts(word.written(), told)));
        };
        match self.vocabulary.kind(name) {
            None => Err((number, self.unknown(name))),
            Some(kind) if !wanted(kind) => {
                Err((number, FormTrouble::Misplaced(name.to_owned(), kind)))
            }
            Some(_) => {
                self.named.push(name.to_owned());
                Ok(name.to_owned())
            }
        }
    }

    fn word(&self) -> Option<Word> {
        self.lines.get(self.at).map(|line| line.word)
    }

    /// Takes the 完 of what was opened in line `number`.
    fn end(&mut self, number: usize, opened: Word) -> Told<()> {
        match self.word() {
            Some(Word::End) => {
                self.at += 1;
                Ok(())
            }
            Some(_) | None => Err((number, FormTrouble::Unclosed(opened.written()))),
        }
    }
}
