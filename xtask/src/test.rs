//! `cargo xtask test`: everything that must hold before a change lands.
//!
//! All steps run, also after one that failed: a person who has three things to fix waits once.
//! The last line counts the steps, in a form that other programs read. Add a step in [`STEPS`].

use std::fmt;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crate::workspace::{DEMO_CHECK, SIMULATE, Workspace, succeeded};
use crate::{Result, android, browser, setup, window};

/// The screens build and are tested without any renderer, so on any machine.
const SCREENS: &str = "app/ui";

struct Step {
    name: &'static str,
    needs: Needs,
    run: fn(&Workspace) -> Result<()>,
}

/// What a step takes that a machine may come without; then the step is skipped, and says so.
enum Needs {
    Nothing,
    /// A part of cargo.
    Cargo(&'static str),
    /// Programs and libraries that are here or can be installed.
    Tools(setup::Kit),
}

#[rustfmt::skip] // A table reads as a table.
const STEPS: &[Step] = &[
    Step { name: "format", needs: Needs::Cargo("fmt"), run: format },
    Step { name: "lints", needs: Needs::Cargo("clippy"), run: lints },
    Step { name: "docs", needs: Needs::Nothing, run: docs },
    Step { name: "tests", needs: Needs::Nothing, run: tests },
    Step { name: "demo-check", needs: Needs::Nothing, run: demo_check },
    Step { name: "simulate", needs: Needs::Nothing, run: simulate },
    Step { name: "android", needs: Needs::Tools(setup::ANDROID), run: android::check },
    Step { name: "window", needs: Needs::Tools(setup::WINDOW), run: window::check },
    Step { name: "browser", needs: Needs::Tools(setup::BROWSER), run: |workspace| browser::test(workspace, &[]) },
];

pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    setup::ensure()?;
    let mut report = Report::default();
    for step in STEPS {
        println!("\n== {} ==", step.name);
        let start = Instant::now();
        let outcome = step.outcome(workspace);
        report.add(step.name, outcome, start.elapsed());
    }
    print!("\n{report}");
    Ok(report.exit_code())
}

impl Step {
    fn outcome(&self, workspace: &Workspace) -> Outcome {
        match self.needs {
            Needs::Cargo(command) if !has(workspace, command) => {
                println!(
                    "There is no `cargo {command}` here: skipped. `rustup component add rustfmt \
                     clippy` brings it."
                );
                return Outcome::Skipped;
            }
            Needs::Tools(kit) if !kit.is_within_reach() => {
                println!("This machine lacks {kit}, and nothing here installs it: skipped.");
                return Outcome::Skipped;
            }
            Needs::Nothing | Needs::Cargo(_) | Needs::Tools(_) => {}
        }
        match (self.run)(workspace) {
            Ok(()) => Outcome::Passed,
            Err(error) => {
                eprintln!("{error}");
                Outcome::Failed
            }
        }
    }
}

fn has(workspace: &Workspace, cargo_command: &str) -> bool {
    workspace
        .cargo()
        .args([cargo_command, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn format(workspace: &Workspace) -> Result<()> {
    finish(workspace.cargo().args(["fmt", "--all", "--check"]))
}

fn lints(workspace: &Workspace) -> Result<()> {
    finish(workspace.cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        SCREENS,
        "--",
        "-D",
        "warnings",
    ]))
}

fn docs(workspace: &Workspace) -> Result<()> {
    finish(
        workspace
            .cargo()
            .args(["doc", "--workspace", "--no-deps", "--features", SCREENS])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

/// Plain `cargo test`, so that a fresh machine needs no other runner.
fn tests(workspace: &Workspace) -> Result<()> {
    if setup::POSTGRES.is_within_reach() {
        setup::POSTGRES.ensure()?;
    } else {
        println!("This machine lacks {}: its tests are skipped.", setup::POSTGRES);
    }
    finish(workspace.cargo().args(["test", "--workspace", "--features", SCREENS]))
}

fn demo_check(workspace: &Workspace) -> Result<()> {
    workspace.build()?;
    finish(&mut Command::new(workspace.binary(DEMO_CHECK)))
}

fn simulate(workspace: &Workspace) -> Result<()> {
    workspace.build()?;
    finish(Command::new(workspace.binary(SIMULATE)).args(["--seeds", "1000"]))
}

fn finish(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    succeeded("this step", status)
}

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Passed,
    Failed,
    Skipped,
}

#[derive(Default)]
struct Report {
    lines: Vec<(&'static str, Outcome, Duration)>,
}

impl Report {
    fn add(&mut self, step: &'static str, outcome: Outcome, took: Duration) {
        self.lines.push((step, outcome, took));
    }

    fn steps(&self, wanted: Outcome) -> Vec<&'static str> {
        let lines = self.lines.iter();
        lines.filter(|(_, outcome, _)| *outcome == wanted).map(|(step, _, _)| *step).collect()
    }

    fn exit_code(&self) -> ExitCode {
        if self.steps(Outcome::Failed).is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (step, outcome, took) in &self.lines {
            let outcome = match outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "FAILED",
                Outcome::Skipped => "skipped",
            };
            writeln!(f, "{step:<12}{outcome:<9}{:>8.1} s", took.as_secs_f32())?;
        }
        let failed = self.steps(Outcome::Failed);
        if !failed.is_empty() {
            writeln!(f, "Failed: {}.", failed.join(", "))?;
        }
        let (passed, skipped) = (self.steps(Outcome::Passed), self.steps(Outcome::Skipped));
        write!(f, "{} passed, {} failed", passed.len(), failed.len())?;
        if !skipped.is_empty() {
            write!(f, ", {} skipped", skipped.len())?;
        }
        writeln!(f)
    }
}

#[cfg(test)]
mod report {
    use super::*;

    fn report(outcomes: &[Outcome]) -> Report {
        let mut report = Report::default();
        for (step, outcome) in STEPS.iter().zip(outcomes) {
            report.add(step.name, *outcome, Duration::from_millis(1500));
        }
        report
    }

    #[test]
    fn ends_with_the_count() {
        let all_well = report(&[Outcome::Passed, Outcome::Passed]);
        assert_eq!(
            all_well.to_string(),
            "format      passed        1.5 s\n\
             lints       passed        1.5 s\n\
             2 passed, 0 failed\n"
        );
    }

    #[test]
    fn names_what_failed_and_counts_what_was_skipped() {
        let text = report(&[Outcome::Skipped, Outcome::Failed, Outcome::Passed]).to_string();
        let end: Vec<&str> = text.lines().skip(3).collect();
        assert_eq!(end, ["Failed: lints.", "1 passed, 1 failed, 1 skipped"]);
    }
}
