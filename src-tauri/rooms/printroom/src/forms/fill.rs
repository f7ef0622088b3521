//! A form with values: what then stands on the paper; it refuses nothing, for a form was checked
//! when it was read.

use std::collections::BTreeMap;

use super::lines::Say;
use super::parse::{ColumnForm, ITEM, NUMBER, Node, TableForm};
use super::pieces::{Piece, alone};
use super::vocabulary::{FieldKind, Vocabulary};
use crate::block::Block;
use crate::error::Place;
use crate::papers::approval::ApprovalStep;
use crate::papers::copies::List;
use crate::table::{Cell, Column, Row, Table};

/// The value of a field, by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Several texts.
    Lines(Vec<String>),
    /// Choices and whether they are ticked.
    Ticks(Vec<(String, bool)>),
    /// Names and texts.
    Pairs(Vec<(String, String)>),
    /// Steps of a chain.
    Steps(Vec<ApprovalStep>),
    /// Finished tables.
    Lists(Vec<List>),
    /// Rows with a cell for every column of the field's kind.
    Rows(Vec<Row>),
}

/// The values of one paper by the names of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<&'static str, Value>);

impl Values {
    /// The same with a text more.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with(name, Value::Text(text.into()))
    }

    /// The same with a value more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.0.insert(name, value);
        self
    }

    fn is_filled(&self, name: &str) -> bool {
        match self.0.get(name) {
            None => false,
            Some(Value::Text(text)) => !text.trim().is_empty(),
            Some(Value::Lines(lines)) => !lines.is_empty(),
            Some(Value::Ticks(ticks)) => !ticks.is_empty(),
            Some(Value::Pairs(pairs)) => !pairs.is_empty(),
            Some(Value::Steps(steps)) => !steps.is_empty(),
            Some(Value::Lists(lists)) => !lists.is_empty(),
            Some(Value::Rows(rows)) => !rows.is_empty(),
        }
    }
}

pub(super) fn fill(vocabulary: &'static Vocabulary, nodes: &[Node], values: &Values) -> Vec<Block> {
    let mut filling = Filling {
        vocabulary,
        values,
        item: None,
        headings: Vec::new(),
        conclusions: Vec::new(),
        blocks: Vec::new(),
    };
    filling.nodes(nodes);
    number_annexes(&mut filling.blocks);
    filling.blocks
}

/// Several annexes are numbered, one alone is not (GB/T 9704-2012, 7.3.4).
fn number_annexes(blocks: &mut [Block]) {
    let annexes = blocks.iter_mut().filter_map(|block| match block {
        Block::Annex { number, .. } => Some(number),
        _ => None,
    });
    let annexes: Vec<&mut usize> = annexes.collect();
    if annexes.len() > 1 {
        for (count, number) in (1..).zip(annexes) {
            *number = count;
        }
    }
}

struct Filling<'a> {
    vocabulary: &'static Vocabulary,
    values: &'a Values,
    /// Number and text of the item of 每项.
    item: Option<(usize, &'a str)>,
    /// What the steps of a chain are called, by their names.
    headings: Vec<(String, String)>,
    /// The conclusions of the secrecy review as this paper words them.
    conclusions: Vec<String>,
    blocks: Vec<Block>,
}

impl<'a> Filling<'a> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Say {
                    say,
                    manners,
                    parts,
                } => self.say(*say, manners, parts),
                Node::If {
                    filled,
                    fields,
                    then,
                    otherwise,
                } => {
                    let all = fields.iter().all(|name| self.values.is_filled(name));
                    self.nodes(if all == *filled { then } else { otherwise });
                }
                Node::Each { field, nodes } => self.each(field, nodes),
                Node::Table { field, form } => self.table(field, form),
            }
        }
    }

    fn each(&mut self, field: &str, nodes: &[Node]) {
        let Some(Value::Lines(lines)) = self.values.0.get(field) else {
            return;
        };
        let outer = self.item;
        for (number, line) in (1..).zip(lines) {
            self.item = Some((number, line));
            self.nodes(nodes);
        }
        self.item = outer;
    }

    fn say(&mut self, say: Say, manners: &[&str], parts: &[Vec<Piece>]) {
        if let (Say::Text, Some(lines)) = (say, self.lines(parts)) {
            for (number, line) in (1..).zip(lines) {
                let place = Place::Paragraph(number);
                self.blocks.push(Block::Text(line.clone(), place));
            }
            return;
        }
        match say {
            Say::StepHeading => {
                let named = (self.part(parts, 0), self.part(parts, 1));
                return self.headings.push(named);
            }
            Say::Conclusions => {
                let all = 0..parts.len();
                self.conclusions = all.map(|index| self.part(parts, index)).collect();
                return;
            }
            _ => {}
        }
        let value = |index: usize| {
            let name = parts.get(index).and_then(|part| alone(part));
            name.and_then(|name| self.values.0.get(name))
        };
        let block = match say {
            Say::Steps => match value(0) {
                Some(Value::Steps(steps)) => Block::Steps(self.worded(steps)),
                Some(_) | None => return,
            },
            Say::Elements => match value(0) {
                Some(Value::Pairs(pairs)) => Block::Elements(pairs.clone()),
                Some(_) | None => return,
            },
            Say::Lists => {
                if let Some(Value::Lists(lists)) = value(0) {
                    self.blocks.extend(lists.iter().cloned().map(Block::List));
                }
                return;
            }
            Say::Ticks => match value(1) {
                Some(Value::Ticks(ticks)) => Block::Ticks(self.part(parts, 0), ticks.clone()),
                Some(_) | None => return,
            },
            Say::Fields => match self.fields(parts, manners.contains(&"有才印")) {
                fields if fields.is_empty() => return,
                fields => Block::Fields(fields, manners.contains(&"高")),
            },
            Say::Contact => Block::Contact {
                label: self.part(parts, 0),
                text: self.part(parts, 1).trim().to_owned(),
                blank: manners.contains(&"留空"),
            },
            said => self.words(said, parts),
        };
        self.blocks.push(block);
    }

    /// Steps in the words of this paper.
    fn worded(&self, steps: &[ApprovalStep]) -> Vec<ApprovalStep> {
        let heading = |name: &str| {
            let known = self.headings.iter().find(|(step, _)| step == name);
            known.map_or_else(|| name.to_owned(), |(_, heading)| heading.clone())
        };
        let worded = |step: &ApprovalStep| ApprovalStep {
            heading: heading(&step.heading),
            conclusions: self.conclusions.clone(),
            ..step.clone()
        };
        steps.iter().map(worded).collect()
    }

    /// What is said in words alone.
    fn words(&self, say: Say, parts: &[Vec<Piece>]) -> Block {
        let first = self.part(parts, 0);
        match say {
            Say::RedHead => Block::RedHead(first),
            Say::DocumentNo => Block::DocumentNo(first),
            Say::Title => Block::Title(first),
            Say::Subtitle => Block::Subtitle(first),
            Say::Ends => Block::Ends(first, self.part(parts, 1)),
            Say::Addressee => Block::Addressee(first),
            Say::Text => Block::Text(first, Place::field("正文")),
            Say::SignedBox => Block::Steps(vec![ApprovalStep {
                heading: first,
                ..ApprovalStep::default()
            }]),
            Say::Heading => Block::Heading(first),
            Say::Line => Block::Line(first),
            Say::Right => Block::Right(first),
            Say::Hand => Block::Hand(first),
            Say::Note => Block::Note(first),
            Say::Attachments => Block::Attachments(first),
            Say::Signature => Block::Signature(first, self.part(parts, 1)),
            Say::Remark => Block::Remark(first),
            Say::Imprint => Block::Imprint {
                copies_to: first,
                office: self.part(parts, 1),
                dated: self.part(parts, 2),
            },
            Say::Annex => Block::Annex {
                number: 0,
                title: first,
            },
            Say::Tear => Block::Tear(first),
            Say::MarginHead => Block::MarginHead(first),
            Say::MarginFoot => Block::MarginFoot(first),
            Say::Gap
            | Say::Fields
            | Say::Ticks
            | Say::Steps
            | Say::StepHeading
            | Say::Conclusions
            | Say::Elements
            | Say::Lists
            | Say::Contact => Block::Gap,
        }
    }

    fn lines(&self, parts: &[Vec<Piece>]) -> Option<&'a Vec<String>> {
        let name = parts.first().and_then(|part| alone(part))?;
        match self.values.0.get(name) {
            Some(Value::Lines(lines)) => Some(lines),
            Some(_) | None => None,
        }
    }

    /// Named boxes; where only what is filled is printed, the empty ones are left out.
    fn fields(&self, parts: &[Vec<Piece>], if_filled: bool) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for pair in parts.chunks(2) {
            let (label, text) = (self.part(pair, 0), self.part(pair, 1));
            if !if_filled || !text.trim().is_empty() {
                fields.push((label, text));
            }
        }
        fields
    }

    fn part(&self, parts: &[Vec<Piece>], index: usize) -> String {
        let pieces = parts.get(index).map_or(&[][..], Vec::as_slice);
        pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        let (name, blank) = match piece {
            Piece::Words(words) => return words.clone(),
            Piece::Field { name, blank } => (name, blank),
        };
        let text = match (self.item, name.as_str()) {
            (Some((number, _)), NUMBER) => number.to_string(),
            (Some((_, text)), ITEM) => text.to_owned(),
            (_, name) => match self.values.0.get(name) {
                Some(Value::Text(text)) => text.clone(),
                Some(_) | None => String::new(),
            },
        };
        if text.is_empty() { blank.clone() } else { text }
    }

    fn table(&mut self, field: &str, form: &TableForm) {
        let (Some(Value::Rows(rows)), Some(FieldKind::Rows(names))) =
            (self.values.0.get(field), self.vocabulary.kind(field))
        else {
            return;
        };
        let columns: Vec<&ColumnForm> = form
            .columns
            .iter()
            .filter(|column| !column.is_idle(names, rows))
            .collect();
        let table = Table {
            columns: columns
                .iter()
                .map(|column| column.column(self.part(std::slice::from_ref(&column.title), 0)))
                .collect(),
            rows: (1..)
                .zip(rows)
                .map(|(number, row)| Row {
                    cells: columns
                        .iter()
                        .map(|column| column.cell(names, row, number))
                        .collect(),
                    struck: row.struck,
                    sums: row.sums.clone(),
                })
                .collect(),
            ..Table::default()
        };
        let sums = table.sums();
        let told = |part: &Option<Vec<Piece>>| {
            let part = part.as_ref().filter(|_| sums)?;
            Some(self.part(std::slice::from_ref(part), 0))
        };
        let table = Table {
            unit_line: told(&form.unit),
            total: told(&form.total),
            page_subtotals: form.subtotals && sums,
            ..table
        };
        self.blocks.push(Block::List(List {
            caption: String::new(),
            table,
        }));
    }
}

impl ColumnForm {
    fn is(&self, manner: &str) -> bool {
        self.manners.contains(&manner)
    }

    /// Whether it is printed only where it holds something, and holds nothing.
    fn is_idle(&self, names: &[&str], rows: &[Row]) -> bool {
        let empty = |row: &Row| self.cell(names, row, 0).printed().is_empty();
        self.is("有才印") && rows.iter().all(empty)
    }

    fn column(&self, title: String) -> Column {
        let column = match (self.is("金额"), self.is("不折行")) {
            (true, _) => Column::money(title),
            (false, true) => Column::whole(title),
            (false, false) => Column {
                whole: self.is("短行"),
                ..Column::text(title)
            },
        };
        Column {
            spared: self.is("不划"),
            ..column
        }
    }

    fn cell(&self, names: &[&str], row: &Row, number: usize) -> Cell {
        let of = |name: &str| {
            let at = names.iter().position(|known| *known == name);
            at.and_then(|at| row.cells.get(at))
        };
        if let Some(cell) = alone(&self.cell).and_then(of) {
            return cell.clone();
        }
        let text = self.cell.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Field { name, .. } if name == NUMBER => number.to_string(),
            Piece::Field { name, blank } => match of(name) {
                Some(cell) if !cell.printed().is_empty() => cell.printed().into_owned(),
                Some(_) | None => blank.clone(),
            },
        });
        Cell::Text(text.collect())
    }
}
