//! The lines that put something on the paper: each word wants its own parts and fields; it refuses
//! whatever else stands there.

use super::super::fault::FormTrouble;
use super::super::lines::{Say, Word};
use super::super::pieces::{Piece, Pieces, alone, labelled, parts};
use super::super::vocabulary::FieldKind;
use super::{ITEM, NUMBER, Node, Parser};
use crate::papers::approval::{CONCLUSIONS, STEPS, SecrecyTick};

impl Parser<'_> {
    /// The line at hand as what it puts on the paper.
    pub(super) fn say(&mut self, say: Say) -> Result<Node, FormTrouble> {
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
    pub(super) fn are_texts(&mut self, pieces: &[Piece]) -> Result<(), FormTrouble> {
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

    /// What is said of a field that this paper has not.
    pub(super) fn unknown(&self, name: &str) -> FormTrouble {
        let fields = self.vocabulary.fields.iter();
        FormTrouble::unknown(name, fields.map(|(known, _)| *known))
    }
}
