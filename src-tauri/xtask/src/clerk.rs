//! Someone who works at the real program, line by line, as a clerk would; it knows the command
//! line and its answers, and nothing behind them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::house::Fault;

/// One command of a walk. Words in braces are filled in from what is known.
pub(crate) struct Step {
    /// What the clerk does, in Chinese.
    pub(crate) title: &'static str,
    /// The words after `gongkai --office DIR --json`; what holds a blank stands in braces.
    pub(crate) words: &'static str,
    /// What of the answer later steps need: JSON pointer and the name it gets.
    pub(crate) keep: &'static [(&'static str, &'static str)],
    /// What the answer must say: JSON pointer and the value as JSON.
    pub(crate) expect: &'static [(&'static str, &'static str)],
    /// The answer in a sentence.
    pub(crate) tell: fn(&Value) -> String,
}

/// How the program is started: by itself, or by whatever lets it run here.
pub(crate) type Start = Box<dyn Fn() -> Command>;

/// The program, the office it works in, and what is known so far.
pub(crate) struct Clerk {
    program: PathBuf,
    start: Start,
    office: String,
    known: BTreeMap<String, String>,
}

impl Clerk {
    pub(crate) fn new(program: &Path, office: &Path) -> Self {
        let started = program.to_owned();
        let start = Box::new(move || Command::new(&started));
        Self::started(program, start, office.display().to_string())
    }

    /// A clerk whose program is started in another way, in an office as that program names it.
    pub(crate) fn started(program: &Path, start: Start, office: String) -> Self {
        Self {
            program: program.to_owned(),
            start,
            office,
            known: BTreeMap::new(),
        }
    }

    /// Gives a name in braces its value.
    pub(crate) fn knows(mut self, name: &str, value: impl Into<String>) -> Self {
        self.known.insert(name.to_owned(), value.into());
        self
    }

    /// Walks tables of steps and prints each command and what came of it.
    pub(crate) fn walk(&mut self, tables: &[&[Step]]) -> Result<(), Fault> {
        let all: usize = tables.iter().map(|table| table.len()).sum();
        for (place, step) in tables.iter().copied().flatten().enumerate() {
            println!("\n[{}/{all}] {}", place + 1, step.title);
            println!("  $ gongkai {}", self.shown(&self.line(step)?));
            let answer = self.does(step)?;
            println!("  {}", (step.tell)(&answer));
        }
        Ok(())
    }

    /// Does one step in silence.
    pub(crate) fn does(&mut self, step: &Step) -> Result<Value, Fault> {
        let line = self.line(step)?;
        let output = (self.start)()
            .args(&line)
            .output()
            .map_err(|error| Fault::new(format!("{}: {error}", self.program.display())))?;
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        if !output.status.success() || !answer.is_object() {
            return Err(self.refused(step, &line, &answer, &output));
        }
        for (pointer, wanted) in step.expect {
            let found = answer
                .pointer(pointer)
                .map(Value::to_string)
                .unwrap_or_default();
            if found != *wanted {
                return Err(Fault::new(format!(
                    "{}: {pointer} should be {wanted}, the answer is {answer}",
                    step.title
                )));
            }
        }
        for (pointer, name) in step.keep {
            let value = answer
                .pointer(pointer)
                .and_then(Value::as_str)
                .ok_or_else(|| {
                    Fault::new(format!(
                        "{}: no {pointer} in the answer {answer}",
                        step.title
                    ))
                })?;
            self.known.insert((*name).to_owned(), value.to_owned());
        }
        Ok(answer)
    }

    /// The whole line with everything filled in.
    pub(crate) fn line(&self, step: &Step) -> Result<Vec<String>, Fault> {
        let mut line = vec!["--office".to_owned(), self.office.clone()];
        line.push("--json".to_owned());
        for word in step.words.split_whitespace() {
            line.push(self.filled(word)?);
        }
        Ok(line)
    }

    fn filled(&self, word: &str) -> Result<String, Fault> {
        let mut text = word.to_owned();
        for (name, value) in &self.known {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        if text.contains('{') {
            return Err(Fault::new(format!("nothing is known for {text}")));
        }
        Ok(text)
    }

    /// A line that a person can copy into a shell.
    fn shown(&self, line: &[String]) -> String {
        let plain = |c: char| !c.is_whitespace() && !"'\"\\$&|;<>()*?`~#（）".contains(c);
        line.iter()
            .map(|word| match !word.is_empty() && word.chars().all(plain) {
                true => word.clone(),
                false => format!("'{}'", word.replace('\'', r"'\''")),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn refused(
        &self,
        step: &Step,
        line: &[String],
        answer: &Value,
        output: &std::process::Output,
    ) -> Fault {
        let said = |pointer: &str| {
            answer
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or("")
        };
        Fault::new(format!(
            "“{}” failed ({}).\n  $ {} {}\n  {} {}\n  {}\n{}",
            step.title,
            output.status,
            self.program.display(),
            self.shown(line),
            said("/problem/code"),
            said("/problem/text"),
            said("/problem/next"),
            String::from_utf8_lossy(&output.stderr),
        ))
    }
}

/// A text of the answer, or a dash.
pub(crate) fn text<'a>(answer: &'a Value, pointer: &str) -> &'a str {
    answer
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or("—")
}

/// A whole number of the answer, or 0.
pub(crate) fn number(answer: &Value, pointer: &str) -> u64 {
    answer.pointer(pointer).and_then(Value::as_u64).unwrap_or(0)
}

/// How many things stand in a list of the answer.
pub(crate) fn count(answer: &Value, pointer: &str) -> usize {
    answer
        .pointer(pointer)
        .and_then(Value::as_array)
        .map_or(0, Vec::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGN: Step = Step {
        title: "签",
        words: "sign {disclosure} --signer {signer}",
        keep: &[],
        expect: &[],
        tell: |_| String::new(),
    };

    #[test]
    fn words_in_braces_are_filled_in() {
        let clerk = Clerk::new(Path::new("gongkai"), Path::new("/tmp/office"))
            .knows("disclosure", "0198")
            .knows("signer", "何 远山");
        let line = clerk.line(&SIGN).unwrap();
        assert_eq!(line[3..], ["sign", "0198", "--signer", "何 远山"]);
        assert!(clerk.shown(&line).ends_with("sign 0198 --signer '何 远山'"));
    }

    #[test]
    fn an_unknown_word_in_braces_is_a_fault() {
        assert!(
            Clerk::new(Path::new("gongkai"), Path::new("/tmp/office"))
                .line(&SIGN)
                .is_err()
        );
    }
}
