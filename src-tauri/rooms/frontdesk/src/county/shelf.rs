//! The store as the mailroom sees it: what is sealed, what the county has, and the county's letters
//! filed one by one, each only if it is the county's, for this office, and the next.

use gongkai_letters::{
    Metadata, Opened, Outcome, PackageName, PublicKey, Sealed, Sha256Digest, Standing,
};
use gongkai_mailroom::{Local, Shelf, Standings};
use gongkai_registry::records::{CountyLetter, CountyLink};
use gongkai_registry::{Fingerprint, audit, operation};
use gongkai_rulebook::ids::{DisclosureId, LetterId};
use gongkai_rulebook::letter::{Direction, LetterKind};

use super::township;
use crate::acting::Actor;
use crate::tasks::take_in_file::take_in_made;
use crate::{Desk, Problem};

/// The office's side of the mail. Without an actor it only looks.
pub(crate) struct CountyShelf<'a> {
    pub(crate) desk: &'a mut Desk,
    pub(crate) link: CountyLink,
    pub(crate) actor: Actor,
}

/// Where the office stands.
pub(crate) fn local(desk: &Desk, link: &CountyLink) -> Result<Local, Problem> {
    let packages = desk.records().county_packages()?;
    let open = packages
        .iter()
        .filter(|package| package.number > link.taken);
    let withdrawals = open.filter(|package| package.kind == LetterKind::Withdrawal);
    Ok(Local {
        platform: link.platform,
        withdrawals: withdrawals.count(),
        heads: packages
            .iter()
            .map(|package| Sha256Digest::from(package.head.0))
            .collect(),
        taken: link.taken,
        down: down(desk)?,
    })
}

fn down(desk: &Desk) -> Result<Standing, Problem> {
    let last = desk.records().last_county_letter()?;
    Ok(last.map_or_else(Standing::default, |last| Standing {
        count: last.number,
        head: Some(Sha256Digest::from(last.head.0)),
    }))
}

impl Shelf for CountyShelf<'_> {
    type Error = Problem;

    fn local(&mut self) -> Result<Local, Problem> {
        local(self.desk, &self.link)
    }

    fn package(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), Problem> {
        let wanted = self.desk.records().county_package(number)?;
        let package = wanted.ok_or_else(|| {
            let text = format!("没有第 {number} 号报送包");
            Problem::unreadable("package-missing", text, "先核对登记库（gongkai verify）")
        })?;
        let name = PackageName {
            township: township(&self.link.township)?,
            number,
            package: package.letter,
        };
        Ok((name, self.desk.store.read_file(package.content)?))
    }

    fn taken(&mut self, standings: &Standings) -> Result<(), Problem> {
        let (platform, taken) = (standings.platform, standings.up.count);
        if (self.link.platform, self.link.taken) == (Some(platform), taken) {
            return Ok(());
        }
        let at = self.desk.host.now().unix_ms;
        self.desk
            .store
            .change::<_, Problem>(operation!("county-stood"), |change| {
                Ok(change.county_stood(platform, taken, at)?)
            })?;
        (self.link.platform, self.link.taken) = (Some(platform), taken);
        Ok(())
    }

    fn file(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let opened = self.opened(bytes)?;
        let next = down(self.desk)?.with(&opened.manifest, opened.head);
        next.map_err(|error| not_ours(error.to_string()))?;
        let said = Said::of(&opened.metadata);
        self.ours(&said)?;
        let name = opened.manifest.name().to_string();
        let kept = take_in_made(self.desk, bytes, &name)?;
        let row = CountyLetter {
            number: opened.manifest.number,
            package: opened.manifest.package,
            kind: opened.manifest.kind,
            head: Fingerprint(*opened.head.bytes()),
            content: kept.sha256(),
            answers: said.answers,
            disclosure: said.disclosure,
            told: said.told,
            refused: said.refused,
            field: said.field,
            filed_at: self.desk.host.now().unix_ms,
        };
        let actor = &self.actor;
        self.desk
            .store
            .change::<_, Problem>(operation!("file-county-letter"), |change| {
                kept.keep(change)?;
                change.put_county_letter(&row)?;
                let entry = actor
                    .entry("file-county-letter", "county-letter", row.number)
                    .open_fact("kind", row.kind.code())
                    .open_fact("head", row.head.to_string());
                audit::append(change, &entry)?;
                Ok(())
            })?;
        Ok(())
    }
}

impl CountyShelf<'_> {
    /// The letter, if the county signed it and meant this office.
    fn opened<'b>(&self, bytes: &'b [u8]) -> Result<Opened<'b>, Problem> {
        let known: Option<PublicKey> = self
            .link
            .county_key
            .as_ref()
            .and_then(|key| key.parse().ok());
        let known = known.ok_or_else(|| {
            let text = "还没有登记县平台的公钥，来件无法核对";
            Problem::refused(
                "county-key-missing",
                text,
                "向县平台要公钥，在报县设置里填上",
            )
        })?;
        let sealed = Sealed::read(bytes).map_err(|refusal| not_ours(refusal.to_string()))?;
        let opened = sealed.open(&known);
        let opened = opened.map_err(|refusal| not_ours(refusal.to_string()))?;
        let manifest = &opened.manifest;
        let here = manifest.township.as_str() == self.link.township
            && manifest.kind.direction() == Direction::Down
            && self
                .link
                .platform
                .is_none_or(|known| known == manifest.sender);
        if here {
            Ok(opened)
        } else {
            Err(not_ours("不是县平台发给本单位的".to_owned()))
        }
    }

    /// A receipt of a package that this office never made is another office's.
    fn ours(&self, said: &Said) -> Result<(), Problem> {
        let Some(answers) = said.answers else {
            return Ok(());
        };
        if self.desk.records().county_package_of(answers)?.is_some() {
            return Ok(());
        }
        Err(not_ours("是别的单位的回执".to_owned()))
    }
}

fn not_ours(why: String) -> Problem {
    let text = format!("县里的来件没有收：{why}");
    let next = "打电话问县平台；没有收的来件不影响已经办好的";
    Problem::refused("county-letter-refused", text, next)
}

/// A letter in a line. What citizens wrote is not repeated.
struct Said {
    answers: Option<LetterId>,
    disclosure: Option<DisclosureId>,
    told: String,
    refused: bool,
    field: Option<String>,
}

impl Said {
    fn of(metadata: &Metadata) -> Self {
        let plain = |told: String| Self {
            answers: None,
            disclosure: None,
            told,
            refused: false,
            field: None,
        };
        match metadata {
            Metadata::Receipt(receipt) => {
                let (told, refused, field) = match &receipt.outcome {
                    Outcome::Taken { index_no, .. } => {
                        let index_no = index_no.as_ref().map(|no| format!("，索引号 {no}"));
                        (format!("已收{}", index_no.unwrap_or_default()), false, None)
                    }
                    Outcome::Refused { reason, field } => {
                        (format!("不收：{reason}"), true, field.clone())
                    }
                };
                Self {
                    answers: Some(receipt.package),
                    refused,
                    field,
                    ..plain(told)
                }
            }
            Metadata::Return(back) => Self {
                disclosure: Some(back.disclosure),
                refused: true,
                field: back.field.clone(),
                ..plain(format!("退回修改：{}", back.reason))
            },
            Metadata::Notice(letter) | Metadata::Circular(letter) => plain(letter.title.clone()),
            Metadata::Catalogue(letter) => plain(format!("公开目录：{}", letter.edition)),
            Metadata::Request(request) => plain(format!(
                "公开申请 {}，{} 收到",
                request.number, request.received_on
            )),
            Metadata::Opinion(opinion) => Self {
                disclosure: opinion.disclosure,
                ..plain(format!(
                    "意见建议 {}，{} 收到",
                    opinion.number, opinion.received_on
                ))
            },
            Metadata::Ranking(ranking) => plain(format!(
                "{} 公开 {} 条，最低 {} 条，第 {} 名（共 {} 个单位）",
                ranking.month, ranking.released, ranking.minimum, ranking.place, ranking.of
            )),
            Metadata::Disclosure(_)
            | Metadata::Correction(_)
            | Metadata::Withdrawal(_)
            | Metadata::AnnualReport(_)
            | Metadata::SelfCheckReport(_)
            | Metadata::NilReport(_)
            | Metadata::Statistics(_)
            | Metadata::Draft(_) => plain(metadata.kind().label().to_owned()),
        }
    }
}
