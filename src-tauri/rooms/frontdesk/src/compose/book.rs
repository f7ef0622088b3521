//! The register book of a year.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_printroom::papers::register_book::{BookLine, Closing, RegisterBook};
use gongkai_registry::records::{BookYear, KeptLine};
use gongkai_rulebook::catalogue::Catalogue;
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{Disclosure, Posting};
use gongkai_rulebook::register::{Book, CopyFor};
use gongkai_rulebook::vocabulary::{Channel, TimeClass};

use crate::typed::masked;
use crate::{Desk, Problem};

/// Lays a year's book out, with its closing lines once it is closed.
pub(crate) fn register_book(desk: &Desk, book: BookYear) -> Result<RegisterBook, Problem> {
    let lines = book_lines(desk, book)?;
    Ok(RegisterBook {
        office: desk.settings()?.name,
        year: book.year,
        book: book.book.label().to_owned(),
        lines,
        closing: closing(desk, book)?,
    })
}

/// The lines of a year's book as they are printed and exported.
pub(crate) fn book_lines(desk: &Desk, book: BookYear) -> Result<Vec<BookLine>, Problem> {
    let lines = desk.records().register_lines(book)?;
    let mut reader = BookReader::new(desk, book.book);
    lines.iter().map(|line| Ok(reader.line(line)?.0)).collect()
}

/// Reads lines of a book; a catalogue is opened once for all lines under it.
pub(crate) struct BookReader<'a> {
    desk: &'a Desk,
    book: Book,
    catalogues: BTreeMap<String, Catalogue>,
}

impl<'a> BookReader<'a> {
    pub(crate) fn new(desk: &'a Desk, book: Book) -> Self {
        Self {
            desk,
            book,
            catalogues: BTreeMap::new(),
        }
    }

    /// A line as it stands in the book, with its item.
    pub(crate) fn line(&mut self, line: &KeptLine) -> Result<(BookLine, Disclosure), Problem> {
        let desk = self.desk;
        let item = desk.records().disclosure(line.disclosure)?;
        let category = self.category(&item)?;
        let content = item.content();
        let postings = item
            .released()
            .map_or(&[][..], |released| released.postings());
        let told = BookLine {
            register_no: line.register_no.to_string(),
            disclosed_on: dotted(line.moment.occurred_on),
            matter: masked(&content.title),
            category,
            channels: channels(&item, postings),
            place: masked(&places(postings)),
            period: periods(postings),
            unit: content.unit.clone().unwrap_or_default(),
            handler: signer(desk, &item, Step::Draft)?,
            reviewer: signer(desk, &item, Step::Review)?,
            approver: signer(desk, &item, Step::Approve)?,
            copies: copies(desk, &item)?,
            taken_down: taken_down(postings),
            remark: masked(&remark(desk, self.book, line, &item)?),
            void: line.void.is_some(),
        };
        Ok((told, item))
    }

    fn category(&mut self, item: &Disclosure) -> Result<String, Problem> {
        let edition = self.desk.records().filing(item.id())?.edition;
        if !self.catalogues.contains_key(&edition) {
            let catalogue = self.desk.catalogue_edition(&edition)?;
            self.catalogues.insert(edition.clone(), catalogue);
        }
        let code = &item.content().entry;
        let entry = self
            .catalogues
            .get(&edition)
            .and_then(|catalogue| catalogue.entry(code.as_str()));
        Ok(match entry {
            // What is not settled is left blank: a book is not the place for a question.
            Some(entry) if entry.time_class == TimeClass::Unsettled => {
                format!("{} {}", entry.code, entry.name)
            }
            Some(entry) => format!("{} {}\n{}", entry.code, entry.name, entry.time_class),
            None => code.to_string(),
        })
    }
}

/// `2019.10.15`: short enough for a narrow column, and never broken at a hyphen.
fn dotted(day: NaiveDate) -> String {
    day.format("%Y.%-m.%-d").to_string()
}

/// Each channel with its own date; a planned one without.
fn channels(item: &Disclosure, postings: &[Posting]) -> String {
    let planned = item
        .released()
        .map_or(&[][..], |released| released.release().channels.as_slice());
    let shown = |channel: &Channel| {
        let on = postings
            .iter()
            .filter(|posting| posting.channel == *channel);
        on.map(|posting| posting.posted.occurred_on).min()
    };
    let also = postings
        .iter()
        .map(|posting| posting.channel)
        .filter(|channel| !planned.contains(channel));
    let mut all: Vec<Channel> = planned.to_vec();
    for channel in also {
        if !all.contains(&channel) {
            all.push(channel);
        }
    }
    let told = |channel: &Channel| match shown(channel) {
        Some(on) => format!("{channel} {}", dotted(on)),
        None => format!("{channel}（未办）"),
    };
    all.iter().map(told).collect::<Vec<_>>().join("\n")
}

fn places(postings: &[Posting]) -> String {
    let mut places: Vec<&str> = postings
        .iter()
        .map(|posting| posting.place.as_str())
        .collect();
    places.dedup();
    places.join("、")
}

fn periods(postings: &[Posting]) -> String {
    let told = |posting: &Posting| {
        let until = posting
            .taken_down
            .map(|moment| dotted(moment.occurred_on))
            .unwrap_or_default();
        format!("{}—{until}", dotted(posting.posted.occurred_on))
    };
    let mut spans: Vec<String> = postings.iter().map(told).collect();
    spans.dedup();
    spans.join("\n")
}

fn taken_down(postings: &[Posting]) -> String {
    let mut days: Vec<String> = postings
        .iter()
        .filter_map(|posting| posting.taken_down)
        .map(|moment| dotted(moment.occurred_on))
        .collect();
    days.dedup();
    days.join("\n")
}

fn signer(desk: &Desk, item: &Disclosure, step: Step) -> Result<String, Problem> {
    let Some(signature) = item
        .signatures()
        .iter()
        .find(|signature| signature.step == step)
    else {
        return Ok(String::new());
    };
    let name = desk.records().person(signature.signer)?.name;
    Ok(if signature.stands_in_for.is_some() {
        format!("{name}（代）")
    } else {
        name
    })
}

/// `县1 乡1 栏1`, with where the county's copy went.
fn copies(desk: &Desk, item: &Disclosure) -> Result<String, Problem> {
    let kept = desk.records().kept_copies(item.id())?;
    let count = |made_for: CopyFor| kept.iter().filter(|copy| copy.made_for == made_for).count();
    let mut told = Vec::new();
    for (made_for, short) in [
        (CopyFor::County, "县"),
        (CopyFor::Township, "乡"),
        (CopyFor::Board, "栏"),
    ] {
        if count(made_for) > 0 {
            told.push(format!("{short}{}", count(made_for)));
        }
    }
    let mut text = told.join(" ");
    for handed in kept.iter().filter_map(|copy| copy.handed.as_ref()) {
        text.push_str(&format!(
            "\n{}\n送{}",
            dotted(handed.moment.occurred_on),
            handed.to
        ));
    }
    Ok(text)
}

/// 更正, 撤回, 补录, 补签, 不予公开的依据, 作废.
fn remark(desk: &Desk, book: Book, line: &KeptLine, item: &Disclosure) -> Result<String, Problem> {
    let mut remarks = Vec::new();
    if let Some((why, on)) = &line.void {
        remarks.push(format!("{}作废：{why}", dotted(*on)));
    }
    if line.moment.is_late_entry() {
        remarks.push(format!("{}补录", dotted(line.moment.entered.today)));
    }
    if let Some(old) = item.content().corrects {
        remarks.push(format!("更正{}", number_of(desk, old)?));
    }
    match item {
        Disclosure::Corrected(corrected) => {
            remarks.push(format!(
                "{}由{}更正",
                dotted(corrected.on),
                number_of(desk, corrected.by)?
            ));
        }
        Disclosure::Withdrawn(withdrawn) => {
            let withdrawal = &withdrawn.withdrawal;
            let on = dotted(withdrawal.moment.occurred_on);
            remarks.push(format!("{on}撤回：{}", withdrawal.why));
        }
        Disclosure::Exempt(exempt) => {
            let exemption = exempt.exemption();
            let why = exemption
                .why
                .as_ref()
                .map(|why| format!("，{why}"))
                .unwrap_or_default();
            remarks.push(format!("依据{}{why}", exemption.ground));
            if let (Book::Exempt, Some(by)) = (book, exempt.reassess_by()) {
                remarks.push(format!("{}前重新评估", dotted(by)));
            }
        }
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_) => {}
    }
    if let Some(code) = desk.records().archive_code(item.id())? {
        remarks.push(format!("档号{code}"));
    }
    let place = desk.records().public_place(item.id())?;
    if let Some(index_no) = place.and_then(|place| place.index_no) {
        remarks.push(format!("索引号{index_no}"));
    }
    for signature in item.signatures() {
        match &signature.made_good {
            Some(later) => {
                let on = dotted(later.moment.occurred_on);
                remarks.push(format!("{}口头同意，{on}补签", signature.step));
            }
            None if signature.is_owed() => {
                remarks.push(format!("{}口头同意，待补签", signature.step));
            }
            None => {}
        }
    }
    Ok(remarks.join("；"))
}

fn number_of(desk: &Desk, id: gongkai_rulebook::ids::DisclosureId) -> Result<String, Problem> {
    let item = desk.records().disclosure(id)?;
    Ok(item
        .released()
        .map(|released| released.release().register_no.to_string())
        .unwrap_or_default())
}

fn closing(desk: &Desk, book: BookYear) -> Result<Option<Closing>, Problem> {
    let closing = desk.records().closing(book)?;
    Ok(closing.map(|(sha256, moment)| Closing {
        on: moment.occurred_on,
        sha256: sha256.to_string(),
    }))
}
