//! Reads a form that a clerk may have written: one thing a line, its name, a colon, what it says. A
//! broken form is refused with line and reason, never read in part.

use std::fmt;

use super::{CountyField, CountyForm, FileLimits, FormField, Part};

/// What is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    /// The line, from 1; 0 for the form as a whole.
    pub line: usize,
    /// What is wrong, in Chinese.
    pub why: String,
}

impl fmt::Display for FormFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.why),
            line => write!(f, "第 {line} 行：{}", self.why),
        }
    }
}

impl std::error::Error for FormFault {}

impl CountyForm {
    /// Reads a form.
    ///
    /// # Errors
    /// [`FormFault`] with line and reason.
    pub fn read(text: &str) -> Result<Self, FormFault> {
        let mut form = Self {
            fields: Vec::new(),
            plain_text: false,
            attachments: FileLimits::default(),
            pictures: FileLimits::default(),
        };
        for (number, line) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                form.take(line)
                    .map_err(|why| FormFault { line: number, why })?;
            }
        }
        let text = |field: &FormField| field.parts.contains(&Part::Of(CountyField::Text));
        let title = |field: &FormField| field.parts.contains(&Part::Of(CountyField::Title));
        if form.fields.iter().any(text) && form.fields.iter().any(title) {
            Ok(form)
        } else {
            let why = "填报单里至少要有【名称】和【正文】两栏".to_owned();
            Err(FormFault { line: 0, why })
        }
    }

    fn take(&mut self, line: &str) -> Result<(), String> {
        let (key, told) = line
            .split_once(['：', ':'])
            .ok_or_else(|| "每一行要先写是什么，再写冒号".to_owned())?;
        let (key, told) = (key.trim(), told.trim());
        match key {
            "正文" => {
                self.plain_text = match told {
                    "只收文字" => true,
                    "可以有表" => false,
                    _ => return Err("“正文”只能写：只收文字，或者：可以有表".to_owned()),
                }
            }
            "附件最多" => self.attachments.most = Some(count(told)?),
            "附件最大" => self.attachments.bytes = Some(bytes(told)?),
            "附件格式" => self.attachments.endings = endings(told),
            "图片最多" => self.pictures.most = Some(count(told)?),
            "图片最大" => self.pictures.bytes = Some(bytes(told)?),
            "图片格式" => self.pictures.endings = endings(told),
            _ => self.fields.push(field(key, told)?),
        }
        Ok(())
    }
}

fn field(key: &str, told: &str) -> Result<FormField, String> {
    let most = match key.strip_prefix("栏") {
        Some("") => None,
        Some(most) => {
            let most = most
                .strip_prefix("（最多")
                .and_then(|most| most.strip_suffix("字）"));
            Some(count(
                most.ok_or("写成：栏（最多60字）：县里的栏目名＝【名称】")?,
            )?)
        }
        None => {
            return Err(format!(
                "不认识“{key}”，可以写：栏、正文、附件最多、附件最大、附件格式、图片最多、图片最大、图片格式"
            ));
        }
    };
    let (label, content) = told
        .split_once(['＝', '='])
        .ok_or("写成：栏：县里的栏目名＝【名称】")?;
    Ok(FormField {
        label: label.trim().to_owned(),
        parts: parts(content.trim())?,
        most,
    })
}

fn parts(content: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = content;
    while let Some((words, after)) = rest.split_once('【') {
        let (name, behind) = after.split_once('】').ok_or("“【”后面少了“】”")?;
        if !words.is_empty() {
            parts.push(Part::Words(words.to_owned()));
        }
        let of = CountyField::ALL.iter().find(|known| known.label() == name);
        let known = || -> Vec<&str> { CountyField::ALL.iter().map(|one| one.label()).collect() };
        let of = of.ok_or_else(|| format!("没有【{name}】，可以用：{}", known().join("、")))?;
        parts.push(Part::Of(*of));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest.to_owned()));
    }
    Ok(parts)
}

fn count(told: &str) -> Result<usize, String> {
    let digits = told.trim_end_matches(['个', '字', ' ']);
    digits
        .parse()
        .map_err(|_| format!("“{told}”不是个数，写成 10 这样"))
}

fn bytes(told: &str) -> Result<u64, String> {
    let told = told.replace(' ', "").to_ascii_uppercase();
    let units = [
        ("MB", 1_048_576),
        ("M", 1_048_576),
        ("KB", 1024),
        ("K", 1024),
    ];
    let read = units.iter().find_map(|(unit, size)| {
        let number: u64 = told.strip_suffix(unit)?.parse().ok()?;
        number.checked_mul(*size)
    });
    read.ok_or_else(|| format!("“{told}”不是大小，写成 10MB 或者 500KB 这样"))
}

fn endings(told: &str) -> Vec<String> {
    told.split(['、', '，', ',', ' '])
        .map(|ending| ending.trim().trim_start_matches('.').to_ascii_lowercase())
        .filter(|ending| !ending.is_empty())
        .collect()
}
