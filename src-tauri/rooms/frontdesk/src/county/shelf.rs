//! The store as the mailroom sees it: what is sealed, what the county has, and the county's letters
//! filed one by one, each only if it is the county's, for this office, and the next.

use std::collections::BTreeMap;

use gongkai_letters::{Opened, PackageName, PublicKey, Sealed, Sha256Digest, Standing};
use gongkai_mailroom::{Local, Shelf, Standings};
use gongkai_registry::records::{CountyLetter, CountyLink, LetterFile};
use gongkai_registry::{Fingerprint, audit, operation};
use gongkai_rulebook::ids::OfficeId;
use gongkai_rulebook::letter::{Direction, LetterKind};

use super::{Said, township};
use crate::acting::Actor;
use crate::tasks::take_in_file::{TakenIn, take_in_made};
use crate::typed::masked;
use crate::{Desk, Problem};

/// The office's side of the mail. Without an actor it only looks.
pub(crate) struct CountyShelf<'a> {
    pub(crate) desk: &'a mut Desk,
    pub(crate) link: CountyLink,
    pub(crate) actor: Actor,
}

/// Where the office stands.
pub(crate) fn local(desk: &Desk, link: &CountyLink) -> Result<Local, Problem> {
    let packages = desk.records().county_chain()?;
    let open = packages
        .iter()
        .filter(|package| package.number > link.taken);
    let withdrawals = open.filter(|package| package.kind == Some(LetterKind::Withdrawal));
    let mut others = filed(desk)?;
    // Before anybody has heard which platform it is, letters on a stick may have told.
    let known = link.platform.or_else(|| others.keys().next().copied());
    let down = known.and_then(|known| others.remove(&known));
    Ok(Local {
        platform: link.platform,
        withdrawals: withdrawals.count(),
        heads: packages
            .iter()
            .map(|package| Sha256Digest::from(package.head.0))
            .collect(),
        taken: link.taken,
        down: down.unwrap_or_default(),
        others,
    })
}

/// Where the letters of each platform stand.
fn filed(desk: &Desk) -> Result<BTreeMap<OfficeId, Standing>, Problem> {
    let series = desk.records().county_letter_series()?.into_iter();
    let standing = |(platform, count, head): (_, _, Fingerprint)| {
        let head = Some(Sha256Digest::from(head.0));
        (platform, Standing { count, head })
    };
    Ok(series.map(standing).collect())
}

/// The key that the county signs with.
///
/// # Errors
/// `county-key-missing`.
fn county_key(link: &CountyLink) -> Result<PublicKey, Problem> {
    let known = link.county_key.as_ref().and_then(|key| key.parse().ok());
    known.ok_or_else(|| {
        let text = "还没有登记县平台的公钥，来件无法核对";
        let next = "向县平台要公钥，在报县设置里填上";
        Problem::refused("county-key-missing", text, next)
    })
}

impl Shelf for CountyShelf<'_> {
    type Error = Problem;

    fn local(&mut self) -> Result<Local, Problem> {
        local(self.desk, &self.link)
    }

    fn package(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), Problem> {
        let wanted = self.desk.records().county_chained(number)?;
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
        let platform = opened.manifest.sender;
        let before = filed(self.desk)?.remove(&platform).unwrap_or_default();
        let next = before.with(&opened.manifest, opened.head);
        next.map_err(|error| not_ours(error.to_string()))?;
        let said = Said::of(&opened.metadata);
        self.ours(&said)?;
        let name = opened.manifest.name().to_string();
        let kept = take_in_made(self.desk, bytes, &name)?;
        let (files, enclosed) = enclosures(self.desk, &opened)?;
        let row = CountyLetter {
            number: self.desk.records().last_county_letter()? + 1,
            platform,
            series_no: opened.manifest.number,
            signed_with: self.link.county_key.clone().unwrap_or_default(),
            package: opened.manifest.package,
            kind: opened.manifest.kind,
            head: Fingerprint(*opened.head.bytes()),
            content: kept.sha256(),
            answers: said.answers,
            disclosure: said.disclosure,
            told: said.told,
            refused: said.refused,
            field: said.field,
            index_no: said.index_no,
            address: said.address,
            due: said.due,
            filed_at: self.desk.host.now().unix_ms,
        };
        let actor = &self.actor;
        self.desk
            .store
            .change::<_, Problem>(operation!("file-county-letter"), |change| {
                kept.keep(change)?;
                change.put_county_letter(&row)?;
                enclosed.iter().try_for_each(|file| file.keep(change))?;
                change.put_county_letter_files(row.number, &files)?;
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
        let known = county_key(&self.link)?;
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
        if self.desk.records().sealed_letter(answers)? {
            return Ok(());
        }
        Err(not_ours("是别的单位的回执".to_owned()))
    }
}

/// The attachments of a letter, each kept as a file of its own.
fn enclosures(
    desk: &Desk,
    opened: &Opened<'_>,
) -> Result<(Vec<LetterFile>, Vec<TakenIn>), Problem> {
    let lines = opened.metadata.attachments();
    let (mut files, mut kept) = (Vec::new(), Vec::new());
    for enclosure in &opened.attachments {
        let named = lines.iter().find(|line| line.file == enclosure.path);
        let name = named.map_or(enclosure.path, |line| line.name.as_str());
        let file = take_in_made(desk, enclosure.bytes, name)?;
        files.push(LetterFile {
            name: masked(name),
            file: file.id,
        });
        kept.push(file);
    }
    Ok((files, kept))
}

fn not_ours(why: String) -> Problem {
    let text = format!("县里的来件没有收：{why}");
    let next = "打电话问县平台；没有收的来件不影响已经办好的";
    Problem::refused("county-letter-refused", text, next)
}
