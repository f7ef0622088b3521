//! What citizens write goes to the township it is meant for, as a letter of the county: an opinion on
//! something public, a request for something that is not. Who wrote, and what, stands in the signed
//! letter alone: no list of the office, no note of what was done and no log repeats it.

use chrono::Datelike;
use gongkai_letters::{Metadata, Opinion, RequestLetter, TownshipCode};
use gongkai_rulebook::ids::DisclosureId;

use crate::letters::{Down, LetterFault, write_letter};
use crate::platform::Platform;
use crate::store::StoreError;
use crate::townships;

/// The longest text, in characters.
pub(crate) const LONGEST_TEXT: usize = 2000;
/// The longest name or way to be reached, in characters.
pub(crate) const LONGEST_LINE: usize = 100;

/// In which form somebody may ask to get what he asks for (Order 711 Art. 29(3)).
pub(crate) const FORMS: [&str; 4] = ["电子邮件", "邮寄纸质件", "当面领取", "到场查阅"];

/// An opinion as it was typed.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct OpinionWords {
    /// The item it is about; its township is the one that is written to.
    pub(crate) item: String,
    /// The township, where it is about no item.
    pub(crate) township: String,
    pub(crate) text: String,
    pub(crate) contact: String,
}

/// A request as it was typed.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct RequestWords {
    pub(crate) township: String,
    pub(crate) applicant: String,
    pub(crate) contact: String,
    pub(crate) wanted: String,
    pub(crate) form: String,
}

/// Why nothing was passed on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WrittenFault {
    /// Nobody is meant.
    #[error("请选择写给哪个乡镇")]
    NoTownship,
    /// The item is not, or no longer, there.
    #[error("没有找到您说的这条公开信息，请从它的页面重新打开本表")]
    NoItem,
    /// Something must be written here.
    #[error("请填写“{0}”")]
    Empty(&'static str),
    /// Too much is written here.
    #[error("“{0}”最多写 {1} 个字，请精简后再提交")]
    Long(&'static str, usize),
    /// Not one of the forms.
    #[error("请在列出的方式中选一种提供方式")]
    Form,
    /// The letter was not written.
    #[error(transparent)]
    Letter(#[from] LetterFault),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Platform {
    /// Passes an opinion on; answers with its number.
    pub(crate) async fn pass_on_opinion(
        &self,
        words: &OpinionWords,
        who: &str,
    ) -> Result<String, WrittenFault> {
        let text = filled("意见内容", &words.text, LONGEST_TEXT)?;
        let contact = written("联系方式", &words.contact, LONGEST_LINE)?;
        let contact = (!contact.is_empty()).then_some(contact);
        let (code, disclosure) = self.meant(&words.item, &words.township).await?;
        let received_on = self.today();
        let letter = |number| {
            Metadata::Opinion(Opinion {
                number,
                received_on,
                disclosure,
                text,
                contact,
            })
        };
        self.pass_on(&code, who, letter).await
    }

    /// Passes a request for information on; answers with its number.
    pub(crate) async fn pass_on_request(
        &self,
        words: &RequestWords,
        who: &str,
    ) -> Result<String, WrittenFault> {
        let applicant = filled("姓名或者单位名称", &words.applicant, LONGEST_LINE)?;
        let contact = filled("联系方式", &words.contact, LONGEST_LINE)?;
        let wanted = filled("所需信息", &words.wanted, LONGEST_TEXT)?;
        let form = words.form.trim();
        if !form.is_empty() && !FORMS.contains(&form) {
            return Err(WrittenFault::Form);
        }
        let (code, _) = self.meant("", &words.township).await?;
        let received_on = self.today();
        let letter = |number| {
            Metadata::Request(RequestLetter {
                number,
                received_on,
                applicant,
                contact,
                wanted,
                form: (!form.is_empty()).then(|| form.to_owned()),
            })
        };
        self.pass_on(&code, who, letter).await
    }

    /// To whom something is written, and about which item.
    pub(crate) async fn meant(
        &self,
        item: &str,
        township: &str,
    ) -> Result<(TownshipCode, Option<DisclosureId>), WrittenFault> {
        let item = item.trim();
        if item.is_empty() {
            let code = township.trim().parse();
            return Ok((code.map_err(|_| WrittenFault::NoTownship)?, None));
        }
        let (code, _) = self.item(item).await?.ok_or(WrittenFault::NoItem)?;
        let id = item.parse().map_err(|_| WrittenFault::NoItem)?;
        Ok((code, Some(id)))
    }

    /// Writes the letter. Its number tells the township, the year and the place among the letters
    /// to it, so no two are alike.
    async fn pass_on(
        &self,
        code: &TownshipCode,
        who: &str,
        letter: impl FnOnce(String) -> Metadata + Send,
    ) -> Result<String, WrittenFault> {
        let mut session = self.store.write().await?;
        let township = townships::lock(session.as_mut(), code).await?;
        let open = township.filter(|township| township.closed.is_none());
        let township = open.ok_or(WrittenFault::NoTownship)?;
        let year = self.today().year();
        let number = format!("{code}-{year}-{}", township.down.count + 1);
        let metadata = letter(number.clone());
        let what = metadata.kind().label();
        let letter = Down {
            title: format!("{what} {number}"),
            metadata,
            text: None,
            attachments: Vec::new(),
        };
        write_letter(self, session.as_mut(), &township, letter).await?;
        self.note(session.as_mut(), who, what, &number).await?;
        session.commit().await?;
        Ok(number)
    }
}

/// A field as it goes on: without the signs that no page and no paper can hold.
fn written(name: &'static str, text: &str, longest: usize) -> Result<String, WrittenFault> {
    let kept = |character: &char| !character.is_control() || *character == '\n';
    let text: String = text.trim().chars().filter(kept).collect();
    if text.chars().count() > longest {
        return Err(WrittenFault::Long(name, longest));
    }
    Ok(text)
}

fn filled(name: &'static str, text: &str, longest: usize) -> Result<String, WrittenFault> {
    let text = written(name, text, longest)?;
    if text.is_empty() {
        return Err(WrittenFault::Empty(name));
    }
    Ok(text)
}
