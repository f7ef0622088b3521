//! A kept list as the public may see it.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use gongkai_printroom::papers::copies::List;
use gongkai_printroom::table::{Align, Cell, Column, Row, Table};
use gongkai_registry::records::ListRecord;
use gongkai_rulebook::ids::{DisclosureId, ListId};
use gongkai_rulebook::list::{CellForm, Meaning};
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::public_view::{
    self, Audience, MaskKind, PublicView, Reason, Rule, RuleTable, SourceList, public_view,
};
use gongkai_rulebook::vocabulary::DisclosureClass;

use crate::{Desk, Problem, village};

/// How many characters a name has; what is shorter or longer is none that a text could repeat.
pub(super) const NAME_LENGTHS: RangeInclusive<usize> = 2..=4;

/// What may leave of a list, with how many rows it has and how many were left out of it.
pub(crate) struct PublicList {
    pub(crate) view: PublicView,
    pub(crate) record: ListRecord,
    /// Names on a list that stays offline: they must not stand anywhere else in what goes online.
    pub(super) names: HashSet<String>,
}

/// Derives what of the list `id` of `item` may leave for its `audience`; ages are reckoned on
/// `reference`.
pub(super) fn public_list(
    desk: &Desk,
    (item, id): (DisclosureId, ListId),
    audience: Audience,
    reference: NaiveDate,
) -> Result<PublicList, Problem> {
    let rules = rules(desk, item, id)?;
    let record = desk.records().list(id)?;
    let columns: Vec<public_view::Column> = record
        .columns
        .iter()
        .map(|column| public_view::Column {
            title: column.title.clone(),
            meaning: column.meaning,
        })
        .collect();
    let rows: Vec<Vec<String>> = desk
        .records()
        .list_rows(id)?
        .into_iter()
        .map(|row| row.cells)
        .collect();
    let list = SourceList {
        kind: record.kind,
        columns: &columns,
        rows: &rows,
    };
    let view = public_view(&list, audience, reference, &rules);
    let mut public = PublicList {
        view,
        record,
        names: HashSet::new(),
    };
    if audience == Audience::Website && public.is_totals() {
        public.names = names(&columns, &rows);
    }
    Ok(public)
}

/// Names of the list's persons, as far as a name can be told from another word.
fn names(columns: &[public_view::Column], rows: &[Vec<String>]) -> HashSet<String> {
    let is_name = |at: &usize| {
        let meaning = columns.get(*at).map(|column| column.meaning);
        matches!(meaning, Some(Meaning::Name | Meaning::HouseholdHead))
    };
    let places: Vec<usize> = (0..columns.len()).filter(is_name).collect();
    let named = rows.iter().flat_map(|row| {
        let cells = places.iter().filter_map(|at| row.get(*at));
        cells.map(|cell| cell.trim().to_owned())
    });
    named
        .filter(|name| NAME_LENGTHS.contains(&name.chars().count()))
        .collect()
}

/// The rulings, the office's stricter rules over them, and what a reviewer let out of this list.
pub(crate) fn rules(desk: &Desk, item: DisclosureId, list: ListId) -> Result<RuleTable, Problem> {
    let mut rules = own_rules(desk)?;
    for given in desk.records().allowances(item)? {
        if given.list == list {
            rules.allow(given.allowance);
        }
    }
    Ok(rules)
}

/// The rulings with the office's stricter rules over them.
pub(crate) fn own_rules(desk: &Desk) -> Result<RuleTable, Problem> {
    let mut rules = RuleTable::default();
    for own in desk.records().list_rules()? {
        // A rule that a later program's ruling has overtaken says nothing any more.
        let rule = stricter(own.meaning, own.stays);
        rules.tighten(own.meaning, own.audience, rule).ok();
    }
    Ok(rules)
}

/// The office's rule for a column: it stays, or leaves masked as its meaning is.
pub(crate) const fn stricter(meaning: Meaning, stays: bool) -> Rule {
    if stays {
        return Rule::Drop(Reason::Office);
    }
    match meaning.form() {
        CellForm::IdNumber => Rule::Mask(MaskKind::Id),
        CellForm::Code => Rule::Mask(MaskKind::Card),
        CellForm::Name
        | CellForm::Money
        | CellForm::Count
        | CellForm::Measure
        | CellForm::Ordinal
        | CellForm::Date
        | CellForm::Words => Rule::Mask(MaskKind::Name),
    }
}

/// The three copies have the same content, that of the board.
pub(super) const fn audience_of(class: DisclosureClass) -> Audience {
    match class {
        DisclosureClass::Internal => Audience::Internal,
        DisclosureClass::Proactive | DisclosureClass::OnRequest | DisclosureClass::Exempt => {
            Audience::Board
        }
    }
}

impl PublicList {
    /// Whether no row of it leaves, so that its totals speak for it.
    pub(crate) fn is_totals(&self) -> bool {
        self.view.columns.is_empty()
    }

    /// The columns of the list as it was kept.
    pub(crate) fn source_columns(&self) -> Vec<public_view::Column> {
        let columns = self.record.columns.iter();
        columns
            .map(|column| public_view::Column {
                title: column.title.clone(),
                meaning: column.meaning,
            })
            .collect()
    }

    /// The list as a printed table, with sums of what was paid.
    pub(crate) fn printed(&self) -> List {
        let meanings: Vec<Meaning> = self
            .view
            .columns
            .iter()
            .map(|column| column.meaning)
            .collect();
        let of = |cells: &Vec<String>| {
            let texts = cells.iter().zip(&meanings);
            Row::of(texts.map(|(text, meaning)| cell(text, *meaning)).collect())
        };
        let money = |meaning: &Meaning| meaning.form() == CellForm::Money && meaning.is_summed();
        let sums = meanings.iter().any(money);
        let mut rows = Vec::with_capacity(self.view.rows.len());
        for (village, of_village) in self.by_village() {
            rows.extend(of_village.iter().map(|at| of(&self.view.rows[*at])));
            if let (Some(village), true) = (village, sums) {
                rows.push(Row::sums(
                    self.part_label(village, &of_village),
                    meanings.len(),
                ));
            }
        }
        let table = Table {
            columns: self.columns(),
            unit_line: sums.then(|| format!("单位：{}", self.record.unit)),
            page_subtotals: sums,
            total: sums.then(|| self.total_label()),
            rows,
        };
        List {
            caption: String::new(),
            table,
        }
    }

    fn columns(&self) -> Vec<Column> {
        let columns = self.view.columns.iter().enumerate();
        columns
            .map(|(at, of)| {
                let cells = self.view.rows.iter().filter_map(|row| row.get(at));
                match of.meaning == Meaning::Other && all_numbers(cells) {
                    true => Column {
                        align: Align::Right,
                        ..Column::whole(lower_part(&of.title))
                    },
                    false => column(of),
                }
            })
            .collect()
    }

    /// The rows in the order of the paper: those of a list of several villages village by village,
    /// each with its name; an empty cell means the village above it.
    fn by_village(&self) -> Vec<(Option<&str>, Vec<usize>)> {
        let all = || (0..self.view.rows.len()).collect();
        let columns = self.view.columns.iter();
        let Some(column) = columns
            .map(|of| of.meaning)
            .position(|of| of == Meaning::Village)
        else {
            return vec![(None, all())];
        };
        let mut villages: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
        let mut named = "";
        for (at, cells) in self.view.rows.iter().enumerate() {
            let cell = cells.get(column).map_or("", |cell| cell.trim());
            if !cell.is_empty() {
                named = cell;
            }
            let same = |known: &&mut (Option<&str>, Vec<usize>)| {
                known
                    .0
                    .is_some_and(|known| village::stem(known) == village::stem(named))
            };
            match villages.iter_mut().find(same) {
                Some((_, rows)) => rows.push(at),
                None => villages.push((Some(named), vec![at])),
            }
        }
        match villages.len() {
            0 | 1 => vec![(None, all())],
            _ => villages,
        }
    }

    /// `上坪村小计（12户30人）`, as far as the list tells.
    fn part_label(&self, village: &str, rows: &[usize]) -> String {
        let village = if village.is_empty() {
            "未写明村"
        } else {
            village
        };
        format!("{village}小计{}", self.counted(rows.iter().copied()))
    }

    /// `合计（57户128人）`, as far as the list tells.
    fn total_label(&self) -> String {
        format!("合计{}", self.counted(0..self.view.rows.len()))
    }

    fn counted(&self, rows: impl ExactSizeIterator<Item = usize>) -> String {
        let households = rows.len();
        let population = self
            .view
            .columns
            .iter()
            .position(|column| column.meaning == Meaning::Population);
        let persons: Option<u64> = population.and_then(|at| {
            rows.map(|row| {
                let cells = self.view.rows.get(row)?;
                cells.get(at).and_then(|text| text.parse::<u64>().ok())
            })
            .sum()
        });
        match persons {
            Some(persons) => format!("（{households}户{persons}人）"),
            None => format!("（{households}行）"),
        }
    }
}

/// The lower part of a title of two header rows, which is what people read. A stroke inside
/// brackets belongs to a unit: `补助/标准（元/月）` is `标准（元/月）`.
pub(super) fn lower_part(title: &str) -> &str {
    let mut depth = 0_u32;
    let mut from = 0;
    for (at, character) in title.char_indices() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '/' if depth == 0 && !is_per(&title[at + 1..]) => from = at + 1,
            _ => {}
        }
    }
    &title[from..]
}

/// Whether what follows a stroke is what a rate counts by: 元/月, 元/亩.
fn is_per(after: &str) -> bool {
    let mut characters = after.chars();
    let counted = characters
        .next()
        .is_some_and(|c| "年季月日天次人户亩".contains(c));
    counted && characters.next().is_none()
}

/// Whether a column without a known meaning holds nothing but numbers, such as areas.
fn all_numbers<'a>(cells: impl Iterator<Item = &'a String>) -> bool {
    let number = |text: &str| {
        let plain = text.strip_prefix('-').unwrap_or(text);
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        // A long run of digits without a point is a code, which stands in the middle.
        plain.len() <= 12
            && plain.chars().all(digits)
            && plain.contains(|c: char| c.is_ascii_digit())
    };
    let mut filled = cells
        .map(|text| text.trim())
        .filter(|text| !text.is_empty());
    let first = filled.next();
    first.is_some_and(number) && filled.all(number)
}

fn column(column: &public_view::Column) -> Column {
    let title = lower_part(&column.title);
    match column.meaning.form() {
        CellForm::Money => Column {
            summed: column.meaning.is_summed(),
            ..Column::money(title)
        },
        CellForm::Measure => Column {
            align: Align::Right,
            ..Column::whole(title)
        },
        CellForm::Name
        | CellForm::IdNumber
        | CellForm::Count
        | CellForm::Ordinal
        | CellForm::Date
        | CellForm::Code => Column::whole(title),
        CellForm::Words if is_short(column.meaning) => Column::whole(title),
        CellForm::Words => Column {
            align: Align::Left,
            ..Column::text(title)
        },
    }
}

/// Words so short that they stand in the middle and are never broken.
const fn is_short(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Village
            | Meaning::Group
            | Meaning::HouseholdHead
            | Meaning::Sex
            | Meaning::Category
            | Meaning::SupportMode
            | Meaning::Change
            | Meaning::Period
            | Meaning::LandKind
            | Meaning::HouseGrade
            | Meaning::RepairMode
            | Meaning::CountedIn
            | Meaning::VoucherNo
    )
}

fn cell(text: &str, meaning: Meaning) -> Cell {
    let money = meaning.form() == CellForm::Money;
    match money.then(|| Fen::parse_yuan(text)) {
        Some(Ok(fen)) => Cell::Money(fen),
        Some(Err(_)) | None => Cell::from(text),
    }
}
