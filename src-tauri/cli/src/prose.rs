//! Answers for a person: Chinese sentences and tables. Codes become their labels.

mod archive;
mod boards;
mod county;
mod documents;
mod leaving;
mod lists;
mod scans;
mod stations;
mod update;

use gongkai_frontdesk::Problem;
use serde_json::Value;

use crate::Answer;
use crate::labels::shown;
use crate::tables::table;

/// A problem: what happened, where, what to do next.
pub(crate) fn problem(problem: &Problem) -> String {
    let mut place = Vec::new();
    if let Some(sheet) = &problem.place.sheet {
        place.push(format!("工作表“{sheet}”"));
    }
    if let Some(row) = problem.place.row {
        place.push(format!("第 {row} 行"));
    }
    if let Some(field) = problem
        .place
        .field
        .as_ref()
        .filter(|field| !field.is_empty())
    {
        place.push(format!("“{field}”"));
    }
    let place = if place.is_empty() {
        String::new()
    } else {
        format!("\n位置：{}", place.join("，"))
    };
    // The window has a place for this at its foot; here it is an option.
    let option = match problem.code.as_ref() {
        "who-acts" => "（--as 姓名）",
        "store-newer-than-program" => "（--restore-to 文件夹，或者 --program-only）",
        _ => "",
    };
    format!("{}{place}\n下一步：{}{option}", problem.text, problem.next)
}

/// An answer.
pub(crate) fn tell(answer: &Answer) -> String {
    let value = &answer.value;
    match answer.command {
        "init" => format!("已新建登记库，编号 {}", text(value, "office")),
        "sample" => format!(
            "样例单位在 {}。{}",
            text(value, "folder"),
            text(value, "note")
        ),
        "staff" => rows(
            value,
            "staff",
            &[("姓名", "name"), ("职责", "duties"), ("单位", "unit")],
        ),
        "stand-in" => rows(
            value,
            "stand_ins",
            &[
                ("请假的人", "for_whom"),
                ("代办的人", "who"),
                ("从", "from"),
                ("到", "until"),
                ("提前结束", "ended_on"),
            ],
        ),
        command if stations::knows(command) => stations::tell(command, value),
        command if update::knows(command) => update::tell(command, value),
        "county-set-up" => county::set_up(value),
        "county-status" => county::status(value),
        "county-plan" => county::plan(value),
        "county-sync" => county::done(value),
        "county-letters" => county::letters(value),
        "county-letter" => county::letter(value),
        "county-mark" => format!("第 {} 号来件已记下", text(value, "number")),
        "county-tried" => county::tried(value),
        "county-form" => county::form(value),
        "county-report" => county::report(value),
        "county-page" => county::page(value),
        "county-forms" => county::forms(value),
        "county-own-form" => format!("{}\n用记事本打开来改", text(value, "file")),
        "setup" => rows(value, "steps", &[("做好", "done"), ("要做的", "text")]),
        "chains" => rows(
            value,
            "entries",
            &[("条目", "entry"), ("名称", "name"), ("流程", "steps")],
        ),
        "backups" => rows(
            value,
            "backups",
            &[
                ("备份", "folder"),
                ("单位", "office_name"),
                ("附件", "files"),
                ("可恢复", "whole"),
                ("问题", "fault"),
            ],
        ),
        "backup" => fields(
            value,
            &[
                ("在", "folder"),
                ("单位", "office_name"),
                ("附件", "files"),
                ("可恢复", "whole"),
                ("问题", "fault"),
            ],
        ),
        "fetched-back" => fields(
            value,
            &[("找回来", "mended"), ("这份备份里也没有", "still_broken")],
        ),
        "fixity" => fields(
            value,
            &[
                ("写到", "folder"),
                ("清单", "files"),
                ("文件数", "kept"),
                ("字节数", "bytes"),
                ("现在缺少或改动的", "broken"),
                ("清单的 SHA-256", "sha256"),
                ("清单的 SM3", "sm3"),
            ],
        ),
        "chain" => format!(
            "审批流程：{}",
            shown("steps", &value["steps"]).replace('、', " → ")
        ),
        "catalogue" => rows(
            value,
            "entries",
            &[
                ("编号", "code"),
                ("条目", "name"),
                ("时限", "time_class"),
                ("属性", "mode"),
                ("公开形式", "channels"),
            ],
        ),
        "verify" => verify(value),
        "sheet" => sheet(value),
        "sheet-raw" => raw(value),
        "show" => whole(value),
        "office" => fields(
            value,
            &[
                ("单位", "name"),
                ("县", "county"),
                ("发文代字", "prefix"),
                ("区划代码", "region"),
                ("监督电话", "supervision_phone"),
            ],
        ),
        "import" => format!(
            "读到 {} 行，跳过 {} 行，有错未列入 {} 行\n已存为草稿：{}",
            value["read"],
            value["skipped"],
            value["refused"],
            if value["disclosure"].is_string() {
                text(value, "disclosure")
            } else {
                shown("disclosures", &value["disclosures"])
            }
        ),
        "import-undo" => format!("已撤销 {}\n{}", text(value, "undone"), lists::undone(value)),
        "import-outlook" => lists::undone(value),
        "import-check" => lists::checked(value),
        "compare" => lists::compared(value),
        "returned" => format!("已写进 {}，退回 {} 行", text(value, "file"), value["rows"]),
        "templates" => format!(
            "已存到 {}：\n{}",
            text(value, "folder"),
            lists::files(value)
        ),
        "template-kinds" => rows(value, "kinds", &[("名单种类", "kind"), ("列", "columns")]),
        "list" => rows(
            value,
            "disclosures",
            &[
                ("编号", "disclosure"),
                ("状态", "state"),
                ("条目", "entry"),
                ("登记编号", "register_no"),
                ("标题", "title"),
            ],
        ),
        "gate" => gate(value),
        "release" => format!(
            "已发布，登记编号 {}（{}）\n{}",
            text(value, "register_no"),
            shown("book", &value["book"]),
            rows(value, "copies", &[("份号", "no"), ("去向", "for")])
        ),
        "post" | "take-down" => rows(
            value,
            "postings",
            &[
                ("公开形式", "channel"),
                ("地点", "place"),
                ("张贴日期", "posted_on"),
                ("撤下日期", "taken_down_on"),
            ],
        ),
        "hand-over" => rows(
            value,
            "copies",
            &[
                ("份号", "no"),
                ("去向", "for"),
                ("送交", "handed_to"),
                ("方式", "handed_by"),
                ("日期", "handed_on"),
            ],
        ),
        "boards" => rows(
            value,
            "boards",
            &[
                ("名称", "name"),
                ("类型", "channel"),
                ("所属村", "village"),
                ("停用", "set_aside"),
            ],
        ),
        "boards-now" => boards::now(value),
        "copies" => boards::copies(value),
        "archive" => archive::year(value),
        "archive-filed" => rows(value, "filed", &[("档号", "code"), ("页数", "pages")]),
        "archive-item" => archive::item(value),
        "archive-scheme" => archive::scheme(value),
        "archive-leaving" => archive::leaving(value),
        "archive-bound" => archive::volumes(value),
        "archive-packed" => format!(
            "装了 {} 件，新盒：{}",
            value["items"],
            shown("boxes", &value["boxes"])
        ),
        "archive-placed" => format!("已记下 {} 个盒子的位置", value["boxes"]),
        "archive-refiled" => archive::refiled(value),
        "archive-held" => match value["held"] == true {
            true => "已冻结，不会列入销毁".to_owned(),
            false => "已解除冻结".to_owned(),
        },
        "scans-taken" => scans::taken(value),
        "scans-waiting" => scans::told(value),
        "scans-assigned" => scans::assigned(value),
        "scans-aside" => format!("已放一边 {} 页", value["pages"]),
        "scans-back" => format!("已取回 {} 页，又在等着的里面", value["pages"]),
        "scans-again" => scans::again(value),
        "archive-handed" => format!(
            "已移交 {} 件，编号 {}",
            value["items"],
            text(value, "transfer")
        ),
        "archive-disposal" => format!(
            "清册 {}（{}），{} 件，{}",
            text(value, "no"),
            text(value, "disposal"),
            value["lines"],
            shown("phase", &value["phase"])
        ),
        "receipt" => format!("回执已存：{} 份", value["copies"]),
        "keep-copy" => format!("已归入{}：{} 份", text(value, "place"), value["copies"]),
        "withdraw" => format!(
            "已撤回 {}\n还要撤下：\n{}",
            text(value, "disclosure"),
            rows(
                value,
                "still_posted",
                &[
                    ("公开形式", "channel"),
                    ("地点", "place"),
                    ("张贴日期", "posted_on")
                ]
            )
        ),
        "accept" => format!(
            "已记下 {} 的说明：{}",
            text(value, "who"),
            text(value, "why")
        ),
        "allow" => leaving::allowed(value),
        "mask-item" => format!(
            "已遮盖 {} 处，现在是“{}”",
            value["places"],
            shown("state", &value["state"])
        ),
        "rules" => leaving::rules(value),
        "words" => rows(
            value,
            "words",
            &[
                ("词", "word"),
                ("宜作", "better"),
                ("原因", "why"),
                ("出处", "source"),
                ("提醒", "minded"),
            ],
        ),
        "log" => rows(
            value,
            "lines",
            &[
                ("日期", "on"),
                ("谁", "who"),
                ("方式", "way"),
                ("看了什么", "what"),
                ("行数", "rows"),
            ],
        ),
        "search" => rows(
            value,
            "hits",
            &[("事项", "id"), ("标题", "title"), ("内容", "snippet")],
        ),
        "register" => register(value),
        "print" | "export" => format!("已生成 {}，共 {} 页", text(value, "file"), value["pages"]),
        "forms" => documents::forms(value),
        "form-copied" => format!("已复制到 {}，用记事本改", text(value, "file")),
        "scan" => documents::scan(value),
        "attachments" => documents::attachments(value),
        "handed-out" => documents::handed_out(value),
        "catalogue-table" => documents::catalogue_table(value),
        "catalogue-taken" => documents::catalogue_taken(value),
        "mask" => text(value, "masked"),
        "workday" => match &value["workday"] {
            Value::Bool(true) => "是工作日".to_owned(),
            Value::Bool(false) => "不是工作日".to_owned(),
            _ => text(value, "date"),
        },
        _ if value["state"].is_string() => {
            format!(
                "{}，现在是“{}”",
                text(value, "disclosure"),
                shown("state", &value["state"])
            )
        }
        _ => value.to_string(),
    }
}

fn verify(value: &Value) -> String {
    let verdict = if value["ok"] == true {
        "登记库完好"
    } else {
        "登记库有问题，不要继续登记"
    };
    let chain = &value["chain"];
    format!(
        "{verdict}\n{}审计链 {} 条，末条 SHA-256 {}",
        rows(
            value,
            "findings",
            &[
                ("代码", "code"),
                ("问题", "text"),
                ("位置", "where"),
                ("怎么办", "next")
            ]
        ),
        chain["entries"],
        text(chain, "sha256")
    )
}

fn gate(value: &Value) -> String {
    let verdict = if value["open"] == true {
        "能发"
    } else {
        "不能发"
    };
    let mark = |check: &Value| match check["level"].as_str() {
        Some("ok") => "✓",
        Some("warning") => "!",
        _ => "✗",
    };
    let lines: Vec<String> = items(value, "checks")
        .map(|check| format!("{} {}", mark(check), text(check, "text")))
        .collect();
    format!("{verdict}\n{}", lines.join("\n"))
}

fn sheet(value: &Value) -> String {
    let counts = &value["counts"];
    let mut told = format!(
        "读到 {} 行，跳过 {} 行，有错 {} 行\n",
        counts["read"], counts["skipped"], counts["refused"]
    );
    told.push_str(&format!(
        "名单种类：{}（{}）；不对的用 --kind 指明\n",
        shown("kind", &value["kind"]),
        text(value, "kind_by")
    ));
    for sheet in items(value, "sheets") {
        let hidden = if sheet["hidden"] == true {
            "（隐藏）"
        } else {
            ""
        };
        let table = match sheet["table"].as_u64() {
            Some(number) => format!("第 {number} 张表"),
            None => String::new(),
        };
        told.push_str(&format!(
            "\n工作表“{}”{table}{hidden}\n",
            text(sheet, "name")
        ));
        for (what, name) in [("村", "village"), ("期间", "period")] {
            if sheet[name].is_string() {
                told.push_str(&format!("{what}：{}\n", text(sheet, name)));
            }
        }
        let columns: Vec<String> = items(sheet, "columns")
            .map(|column| {
                let unit = match column["unit"].as_str() {
                    Some(unit) => format!("（{unit}，已换成元）"),
                    None => String::new(),
                };
                format!(
                    "{}＝{}{unit}",
                    text(column, "title"),
                    shown("meaning", &column["meaning"])
                )
            })
            .collect();
        told.push_str(&format!("列：{}\n", columns.join("，")));
        for row in items(sheet, "rows").filter(|row| row["verdict"] != "ok") {
            told.push_str(&format!(
                "第 {} 行：{}\n",
                row["row"],
                shown("notes", &row["notes"])
            ));
        }
        for row in items(sheet, "skipped") {
            told.push_str(&format!("第 {} 行跳过：{}\n", row["row"], text(row, "why")));
        }
    }
    told
}

fn register(value: &Value) -> String {
    let closed = match value["closed_on"].as_str() {
        Some(on) => format!("{on} 封存，校验 {}", text(value, "closing")),
        None => "尚未封存".to_owned(),
    };
    let lines = rows(
        value,
        "lines",
        &[
            ("登记编号", "register_no"),
            ("公开日期", "released_on"),
            ("事项", "title"),
            ("作废", "void"),
        ],
    );
    format!(
        "{} {} 年，{closed}\n{lines}",
        shown("book", &value["book"]),
        value["year"]
    )
}

/// The list `name` as a table; nothing where it is empty.
fn rows(value: &Value, name: &str, columns: &[(&str, &str)]) -> String {
    let header: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
    let line = |item: &Value| {
        columns
            .iter()
            .map(|(_, key)| shown(key, &item[*key]))
            .collect()
    };
    let lines: Vec<Vec<String>> = items(value, name).map(line).collect();
    if lines.is_empty() {
        String::new()
    } else {
        table(&header, &lines)
    }
}

fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// Particulars, one a line; empty ones are left out.
fn fields(value: &Value, names: &[(&str, &str)]) -> String {
    let line = |(title, key): &(&str, &str)| {
        let text = shown(key, &value[*key]);
        (!text.is_empty()).then(|| format!("{title}：{text}"))
    };
    names.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The cells of a workbook as they stand.
fn raw(value: &Value) -> String {
    let mut told = String::new();
    for sheet in items(value, "sheets") {
        let hidden = if sheet["hidden"] == true {
            "（隐藏）"
        } else {
            ""
        };
        told.push_str(&format!("工作表“{}”{hidden}\n", text(sheet, "name")));
        for (row, cells) in items(sheet, "cells").enumerate() {
            let cells: Vec<&str> = cells
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            told.push_str(&format!("{}\t{}\n", row + 1, cells.join("\t")));
        }
    }
    told
}

/// One item, whole.
fn whole(value: &Value) -> String {
    let head = fields(
        value,
        &[
            ("标题", "title"),
            ("编号", "disclosure"),
            ("状态", "state"),
            ("退回原因", "returned"),
            ("下一步", "next_step"),
            ("目录条目", "entry"),
            ("公开属性", "class"),
            ("形成日期", "formed_on"),
            ("提供单位", "unit"),
            ("提供人", "provider"),
            ("更正", "corrects"),
            ("登记编号", "register_no"),
            ("公开日期", "released_on"),
            ("公开形式", "channels"),
            ("正文", "body"),
        ],
    );
    let signatures = rows(
        value,
        "signatures",
        &[
            ("步骤", "step"),
            ("签名", "signer"),
            ("方式", "kind"),
            ("日期", "on"),
            ("保密审查", "secrecy"),
            ("录入", "enterer"),
        ],
    );
    let copies = rows(
        value,
        "copies",
        &[
            ("份号", "no"),
            ("去向", "for"),
            ("送交", "handed_to"),
            ("日期", "handed_on"),
        ],
    );
    let postings = rows(
        value,
        "postings",
        &[
            ("公开形式", "channel"),
            ("地点", "place"),
            ("张贴日期", "posted_on"),
            ("撤下日期", "taken_down_on"),
        ],
    );
    let list = match value["list"]["read"].as_u64() {
        Some(read) => format!("名单 {read} 行"),
        None => String::new(),
    };
    let parts = [head, list, signatures, copies, postings];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}
