//! `cargo xtask`: what a person runs in this workspace, each as one command.
//!
//! Standard library only, so that the first command on a fresh machine starts in seconds, before
//! anything else is built. Progress goes to stderr and results to stdout, so that a script can
//! read the results. Written for Unix. Start at [`Task`], then read the module of the same name.
#![expect(clippy::print_stdout, reason = "a command line speaks on its terminal")]

mod android;
mod app;
mod browser;
mod demo;
mod faults;
mod map;
mod sbom;
mod server;
mod setup;
mod test;
mod window;
mod workspace;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use workspace::Workspace;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const HELP: &str = "\
Usage: cargo xtask COMMAND

Commands:
  setup           Find what this machine lacks to build and test, and install it
                  (on Debian and Ubuntu; elsewhere it is only named)
  app             Build the phone app for browsers into target/app
    --debug       Quickly, and large: for whoever changes it
  map             Fetch the program that draws maps at the desk into target/map
  demo            Start a server with demonstration data, and say how to put a phone on it
    --port N      Listen on 127.0.0.1:N (8080 when not given)
    --fresh       Throw the data of earlier demos away first
  demo --check    Play a day in the field by itself, server and phones, and check the laws of sync
                  (every other argument goes to `demo-check`: --addresses FILE, --keep DIR,
                  --json, --seed N; `demo --check --help` lists them)
  simulate        Play worlds of phones and a server, each made of a seed, and check the laws of sync
                  in them (--seeds N, --from S; `simulate --help` tells more)
  faults [NAME]   Plant each fault of tests/simulation/faults in a copy of the sources, and play worlds
                  until a law is broken; fails where one goes unnoticed (--seeds N)
  bench wire      Weigh messages in each packing that was considered: the table of
                  docs/protocol.md
  bench console   Measure the pages of the desk with a million visits and with ten thousand
                  (--rounds N, --large N, --small N, --keep DIR)
  bench phone     Measure the phone app on a slowed machine, with a large mission
  browser [NAME]  Play the stories of the phone app in headless Chromium, or those of that name
  screenshots     Take a picture of every screen of the phone and every page of the desk, into
                  docs/screens
    desk          Of the pages of the desk alone
  sbom            Write down what server and app are made of, as CycloneDX, into target/sbom
  test            Everything that must hold before a change lands, with a summary

Examples:
  cargo xtask demo
  cargo xtask demo --fresh --port 9000
  cargo xtask demo --check --seed 7
  cargo xtask simulate --seeds 100000
  cargo xtask faults ignore-the-epoch
  cargo xtask demo --check --json --keep /tmp/palier-check | jq .
  cargo xtask test
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let task = match Task::parse(&arguments) {
        Ok(task) => task,
        Err(problem) => {
            eprintln!("{problem}\n`cargo xtask --help` shows what there is.");
            return ExitCode::from(2);
        }
    };
    task.run().unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

#[derive(Debug, PartialEq)]
enum Task {
    Help,
    Setup,
    Demo(demo::Options),
    DemoCheck(Vec<String>),
    Simulate(Vec<String>),
    Faults(faults::Options),
    BenchWire,
    BenchPhone,
    BenchConsole(Vec<String>),
    App(app::Effort),
    Map,
    Sbom,
    Browser(Vec<String>),
    Screenshots(browser::Pictures),
    Test,
}

impl Task {
    fn parse(arguments: &[String]) -> std::result::Result<Self, String> {
        let Some((command, rest)) = arguments.split_first() else {
            return Ok(Self::Help);
        };
        let is_check = command == "demo" && rest.iter().any(|a| a == "--check");
        if is_check {
            let for_the_check = rest.iter().filter(|a| *a != "--check").cloned().collect();
            return Ok(Self::DemoCheck(for_the_check));
        }
        if arguments.iter().any(|a| a == "--help" || a == "-h") {
            return Ok(Self::Help);
        }
        match (command.as_str(), rest) {
            ("help", _) => Ok(Self::Help),
            ("demo", options) => demo::Options::parse(options).map(Self::Demo),
            ("setup", []) => Ok(Self::Setup),
            ("test", []) => Ok(Self::Test),
            ("map", []) => Ok(Self::Map),
            ("sbom", []) => Ok(Self::Sbom),
            ("app", []) => Ok(Self::App(app::Effort::Whole)),
            ("app", [flag]) if flag == "--debug" => Ok(Self::App(app::Effort::Quick)),
            ("bench", [what]) if what == "wire" => Ok(Self::BenchWire),
            ("bench", [what]) if what == "phone" => Ok(Self::BenchPhone),
            ("bench", [what, options @ ..]) if what == "console" => {
                Ok(Self::BenchConsole(options.to_vec()))
            }
            ("faults", options) => faults::Options::parse(options).map(Self::Faults),
            ("simulate", options) => Ok(Self::Simulate(options.to_vec())),
            ("browser", names) => Ok(Self::Browser(names.to_vec())),
            ("screenshots", []) => Ok(Self::Screenshots(browser::Pictures::All)),
            ("screenshots", [what]) if what == "desk" => {
                Ok(Self::Screenshots(browser::Pictures::Desk))
            }
            ("bench", _) => {
                Err("There are `cargo xtask bench wire`, `bench phone` and `bench console`."
                    .to_owned())
            }
            ("app" | "map" | "sbom" | "screenshots" | "setup" | "test", [extra, ..]) => {
                Err(format!("`cargo xtask {command}` takes no `{extra}`."))
            }
            _ => Err(format!("There is no command `{command}`.")),
        }
    }

    fn run(self) -> Result<ExitCode> {
        match self {
            Self::Help => {
                print!("{HELP}");
                Ok(ExitCode::SUCCESS)
            }
            Self::Setup => {
                setup::ensure()?;
                println!("Everything that this workspace needs is installed.");
                Ok(ExitCode::SUCCESS)
            }
            Self::Demo(options) => demo::start(&Workspace::find()?, &options),
            Self::DemoCheck(arguments) => demo::check(&Workspace::find()?, &arguments),
            Self::BenchWire => {
                setup::ensure()?;
                let mut bench = Workspace::find()?.cargo();
                bench.args(["run", "--quiet", "--package", "tests", "--features", "dictionaries"]);
                let status = bench.args(["--bin", "wire-bench"]).status()?;
                workspace::succeeded("wire-bench", status).map(|()| ExitCode::SUCCESS)
            }
            Self::App(effort) => {
                let workspace = Workspace::find()?;
                app::build(&workspace, effort)?;
                println!("The app is in {}.", workspace.app_folder().display());
                Ok(ExitCode::SUCCESS)
            }
            Self::Map => {
                let workspace = Workspace::find()?;
                map::build(&workspace)?;
                println!("The map is in {}.", workspace.map_folder().display());
                Ok(ExitCode::SUCCESS)
            }
            Self::Sbom => sbom::run(&Workspace::find()?).map(|()| ExitCode::SUCCESS),
            Self::Browser(names) => {
                browser::test(&Workspace::find()?, &names).map(|()| ExitCode::SUCCESS)
            }
            Self::Screenshots(pictures) => {
                browser::screenshots(&Workspace::find()?, pictures).map(|()| ExitCode::SUCCESS)
            }
            Self::Simulate(options) => {
                setup::ensure()?;
                let mut simulate = Workspace::find()?.cargo();
                simulate.args(["run", "--quiet", "--package", "simulation", "--"]).args(options);
                Ok(ExitCode::from(u8::from(!simulate.status()?.success())))
            }
            Self::Faults(options) => faults::run(&Workspace::find()?, &options),
            Self::BenchConsole(options) => {
                setup::ensure()?;
                let mut bench = Workspace::find()?.cargo();
                bench.args(["run", "--release", "--quiet", "--package", "sync-server"]);
                bench.args(["--example", "console-bench", "--"]).args(options);
                let status = bench.status()?;
                workspace::succeeded("console-bench", status).map(|()| ExitCode::SUCCESS)
            }
            Self::BenchPhone => browser::bench(&Workspace::find()?).map(|()| ExitCode::SUCCESS),
            Self::Test => test::run(&Workspace::find()?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> std::result::Result<Task, String> {
        let arguments: Vec<String> = line.split_whitespace().map(String::from).collect();
        Task::parse(&arguments)
    }

    #[test]
    fn no_command_or_a_cry_for_help_shows_the_help() {
        for line in ["", "help", "--help", "demo -h", "test --help"] {
            assert_eq!(parse(line), Ok(Task::Help), "{line}");
        }
    }

    #[test]
    fn demo_takes_a_port_and_fresh() {
        let options = |port, fresh| Ok(Task::Demo(demo::Options { port, fresh }));
        assert_eq!(parse("demo"), options(8080, false));
        assert_eq!(parse("demo --port 9000 --fresh"), options(9000, true));
        assert_eq!(parse("demo --port=9000"), options(9000, false));
    }

    #[test]
    fn bench_says_what_it_weighs() {
        assert_eq!(parse("bench wire"), Ok(Task::BenchWire));
        let seeds = ["--seeds", "9"].map(String::from).to_vec();
        assert_eq!(parse("simulate --seeds 9"), Ok(Task::Simulate(seeds)));
        let passed_on = ["--rounds", "9"].map(String::from).to_vec();
        assert_eq!(parse("bench console --rounds 9"), Ok(Task::BenchConsole(passed_on)));
    }

    #[test]
    fn faults_are_all_of_them_or_one() {
        let [all, one] = ["faults", "faults --seeds 9 ignore-the-epoch"].map(parse);
        assert!(matches!(all, Ok(Task::Faults(_))) && matches!(one, Ok(Task::Faults(_))));
        for line in ["faults --seeds many", "faults one two", "faults --fast"] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_port_that_is_none_is_refused() {
        for line in ["demo --port", "demo --port 0", "demo --port 70000"] {
            assert!(parse(line).unwrap_err().contains("--port"), "{line}");
        }
    }

    #[test]
    fn everything_beside_check_goes_to_the_check() {
        let passed_on = ["--seed", "7", "--json", "--help"].map(String::from).to_vec();
        assert_eq!(parse("demo --seed 7 --check --json --help"), Ok(Task::DemoCheck(passed_on)));
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert!(parse("bake").unwrap_err().contains("bake"));
        assert!(parse("test --fast").unwrap_err().contains("--fast"));
        assert!(parse("bench").unwrap_err().contains("bench wire"));
        assert!(parse("demo --fast").unwrap_err().contains("--fast"));
        assert!(parse("screenshots phone").unwrap_err().contains("phone"));
    }

    #[test]
    fn pictures_are_of_everything_or_of_the_desk() {
        use browser::Pictures;
        assert_eq!(parse("screenshots"), Ok(Task::Screenshots(Pictures::All)));
        assert_eq!(parse("screenshots desk"), Ok(Task::Screenshots(Pictures::Desk)));
    }
}
