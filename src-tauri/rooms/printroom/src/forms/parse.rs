//! From the lines of a form to what it does; it refuses at the first line that it does not know.

use super::fault::FormTrouble;
use super::lines::{Say, Word};
use super::pieces::{Piece, Pieces, alone, labelled, parts};
use super::vocabulary::{FieldKind, Vocabulary};
use crate::papers::approval::{CONCLUSIONS, STEPS, SecrecyTick};

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

/// A line that says something.
struct Line<'a> {
    number: usize,
    word: Word,
    manners: Vec<&'static str>,
    content: &'a str,
}

fn lines(text: &str) -> Told<Vec<Line<'_>>> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_matches([' ', '\t', '\r', '\u{FEFF}']);
        let line = line.trim_start_matches('　');
        if !line.is_empty() && !line.starts_with(['#', '＃']) {
            lines.push(one(line, number).map_err(|trouble| (number, trouble))?);
        }
    }
    Ok(lines)
}

fn one(line: &str, number: usize) -> Result<Line<'_>, FormTrouble> {
    let (head, content) = match line.find(['：', ':']) {
        Some(at) => {
            let colon = line[at..].chars().next().map_or(0, char::len_utf8);
            (&line[..at], &line[at + colon..])
        }
        None => (line, ""),
    };
    let (name, given) = match head.find(['（', '(']) {
        Some(at) => (&head[..at], head[at..].trim_matches(['（', '）', '(', ')'])),
        None => (head, ""),
    };
    let word = match Word::of(name.trim()) {
        Some(word) if word.stands_alone() || content.len() < line.len() && line != head => word,
        Some(_) | None if line == head => {
            let shown: String = line.chars().take(12).collect();
            return Err(FormTrouble::Nameless(shown));
        }
        Some(word) => word,
        None => return Err(FormTrouble::UnknownWord(name.trim().to_owned())),
    };
    let given = given.split(['、', '，', ',']).map(str::trim);
    let manners = given
        .filter(|given| !given.is_empty())
        .map(|given| {
            let known = word.manners();
            let found = known.iter().find(|known| **known == given);
            found
                .copied()
                .ok_or_else(|| FormTrouble::UnknownManner(given.to_owned(), known))
        })
        .collect::<Result<_, _>>()?;
    Ok(Line {
        number,
        word,
        manners,
        content: content.trim_start_matches([' ', '\t']),
    })
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

    fn say(&mut self, say: Say) -> Result<Node, FormTrouble> {
        let line = &self.lines[self.at];
        let manners = line.manners.clone();
        let content = parts(line.content)?;
        self.at += 1;
        let parts = self.fitting(say, content)?;
        Ok(Node::Say {
            say,
            manners,
            parts,
        })
    }

    /// The parts of a line as its word wants them.
    fn fitting(&mut self, say: Say, parts: Vec<Pieces>) -> Result<Vec<Pieces>, FormTrouble> {
        let wrong = |wanted| FormTrouble::Parts(Word::Say(say).written(), wanted);
        let kind = |wanted: fn(FieldKind) -> bool, told| {
            let name = match parts.as_slice() {
                [part] => alone(part),
                _ => None,
            };
            let name = name.ok_or_else(|| wrong(told))?;
            let kind = self.vocabulary.kind(name);
            let kind = kind.ok_or_else(|| self.unknown(name))?;
            match wanted(kind) {
                true => Ok(name.to_owned()),
                false => Err(FormTrouble::Misplaced(name.to_owned(), kind)),
            }
        };
        match say {
            Say::Gap => return Ok(Vec::new()),
            Say::Steps => {
                let name = kind(|kind| kind == FieldKind::Steps, "审批：【审批步骤】")?;
                self.named.push(name);
                return Ok(parts);
            }
            Say::Elements => {
                let name = kind(|kind| kind == FieldKind::Pairs, "要素：【六要素】")?;
                self.named.push(name);
                return Ok(parts);
            }
            Say::Lists => {
                let name = kind(|kind| kind == FieldKind::Lists, "名单：【名单】")?;
                self.named.push(name);
                return Ok(parts);
            }
            Say::Text if self.is_lines(&parts) => return Ok(parts),
            Say::Ticks => {
                return self
                    .ticks(&parts)
                    .ok_or_else(|| wrong("勾选：名称＝【…】"))?;
            }
            Say::Fields if !(1..=2).contains(&parts.len()) => {
                return Err(wrong("栏：名称＝文字，或栏：名称＝文字｜名称＝文字"));
            }
            Say::Fields => return self.named_parts(parts, wrong("栏：名称＝文字")),
            Say::StepHeading => return self.step_heading(parts, wrong("步骤：经办＝文字")),
            Say::Conclusions if parts.len() != SecrecyTick::ALL.len() => {
                return Err(wrong("结论：可公开｜部分公开｜不予公开｜不能确定"));
            }
            Say::Conclusions => self.named.push(CONCLUSIONS.to_owned()),
            Say::Contact if parts.len() == 1 => {
                return self.named_parts(parts, wrong("联系：名称＝文字"));
            }
            Say::Ends if parts.len() != 2 => return Err(wrong("两端：左边的字｜右边的字")),
            Say::Signature if parts.len() != 2 => return Err(wrong("落款：单位｜日期")),
            Say::Imprint if parts.len() != 3 => {
                return Err(wrong("版记：抄送｜印发机关｜印发日期"));
            }
            Say::Ends | Say::Signature | Say::Imprint => {}
            Say::RedHead
            | Say::DocumentNo
            | Say::Title
            | Say::Subtitle
            | Say::Addressee
            | Say::Text
            | Say::Heading
            | Say::SignedBox
            | Say::Line
            | Say::Right
            | Say::Hand
            | Say::Note
            | Say::Attachments
            | Say::Contact
            | Say::Remark
            | Say::Annex
            | Say::Tear
            | Say::MarginHead
            | Say::MarginFoot => {
                if parts.len() != 1 {
                    return Err(wrong("一行文字，中间不用“｜”"));
                }
            }
        }
        for part in &parts {
            self.are_texts(part)?;
        }
        Ok(parts)
    }

    /// A paragraph that is nothing but several texts.
    fn is_lines(&mut self, parts: &[Pieces]) -> bool {
        let [part] = parts else { return false };
        let Some(name) = alone(part) else {
            return false;
        };
        let lines = self.vocabulary.kind(name) == Some(FieldKind::Lines);
        if lines {
            self.named.push(name.to_owned());
        }
        lines
    }

    fn ticks(&mut self, parts: &[Pieces]) -> Option<Result<Vec<Pieces>, FormTrouble>> {
        let [part] = parts else { return None };
        let (label, text) = labelled(part)?;
        let name = alone(&text)?.to_owned();
        if let Err(trouble) = self.are_texts(&label) {
            return Some(Err(trouble));
        }
        Some(match self.vocabulary.kind(&name) {
            Some(FieldKind::Ticks) => {
                self.named.push(name);
                Ok(vec![label, text])
            }
            Some(kind) => Err(FormTrouble::Misplaced(name, kind)),
            None => Err(self.unknown(&name)),
        })
    }

    fn named_parts(
        &mut self,
        parts: Vec<Pieces>,
        wrong: FormTrouble,
    ) -> Result<Vec<Pieces>, FormTrouble> {
        let mut named = Vec::new();
        for part in parts {
            let (label, text) = labelled(&part).ok_or_else(|| wrong.clone())?;
            self.are_texts(&label)?;
            self.are_texts(&text)?;
            named.extend([label, text]);
        }
        Ok(named)
    }

    /// What a step of a chain is called on this paper.
    fn step_heading(
        &mut self,
        parts: Vec<Pieces>,
        wrong: FormTrouble,
    ) -> Result<Vec<Pieces>, FormTrouble> {
        let named = match parts.as_slice() {
            [_] => self.named_parts(parts, wrong)?,
            _ => return Err(wrong),
        };
        match named.first().map(Vec::as_slice) {
            Some([Piece::Words(step)]) if STEPS.contains(&step.as_str()) => Ok(named),
            Some([Piece::Words(step)]) => Err(FormTrouble::UnknownStep(step.clone(), STEPS)),
            Some(_) | None => Err(FormTrouble::UnknownStep(String::new(), STEPS)),
        }
    }

    /// Every field in these pieces is a text of this paper.
    fn are_texts(&mut self, pieces: &[Piece]) -> Result<(), FormTrouble> {
        for piece in pieces {
            let Piece::Field { name, .. } = piece else {
                continue;
            };
            if self.each > 0 && [NUMBER, ITEM].contains(&name.as_str()) {
                continue;
            }
            match self.vocabulary.kind(name) {
                Some(FieldKind::Text) => self.named.push(name.clone()),
                Some(kind) => return Err(FormTrouble::Misplaced(name.clone(), kind)),
                None => return Err(self.unknown(name)),
            }
        }
        Ok(())
    }

    fn unknown(&self, name: &str) -> FormTrouble {
        let fields = self.vocabulary.fields.iter();
        FormTrouble::unknown(name, fields.map(|(known, _)| *known))
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
