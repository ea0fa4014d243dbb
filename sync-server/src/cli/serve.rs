//! `serve`: phones may come, and people to the desk.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::backup::LedgerAt;
use super::retention::{self, Kept};
use super::{Common, fill_random, now};
use crate::api::{Api, launch};
use crate::console::Console;
use crate::console::map::{MapFiles, Tiles};
use crate::ledger::Ledger;
use crate::metrics;
use crate::store::Store;
use crate::tls::{Certificates, TlsListener};
use crate::web::App;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    sync-server serve --database central.db --listen 127.0.0.1:8080\n  \
    sync-server serve --database central.db --listen 0.0.0.0:443 --tls-cert fullchain.pem \
    --tls-key privkey.pem\n\n\
    Logs go to standard error; PALIER_LOG=debug tells more, --json writes them as JSON.")]
pub(super) struct Serve {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    ledger: LedgerAt,
    #[command(flatten)]
    kept: Kept,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Speak TLS with this certificate: PEM, the whole chain. Exchanged, it is served at once.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The private key of that certificate: PEM, without a passphrase.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Callers come through a proxy on this machine, which names them in X-Forwarded-For.
    #[arg(long, conflicts_with = "tls_cert")]
    behind_proxy: bool,
    /// Tell numbers for Prometheus at http://ADDRESS/metrics; nobody is asked who wants them, so take an
    /// address that only your own machines reach.
    #[arg(long, value_name = "ADDRESS")]
    metrics: Option<SocketAddr>,
    /// The phone app to give out at /app/, as `cargo xtask app` makes it; without this the folder
    /// `app` beside this program, if it is there.
    #[arg(long, value_name = "FOLDER")]
    app: Option<PathBuf>,
    /// The program that draws maps at the desk, as `cargo xtask map` makes it; without this the
    /// folder `map` beside this program, if it is there.
    #[arg(long, value_name = "FOLDER")]
    map: Option<PathBuf>,
    /// Draw maps upon tiles from this address, with {z}, {x} and {y} in it; without this nobody is
    /// asked for any.
    #[arg(long, value_name = "ADDRESS")]
    tiles: Option<String>,
    /// What is said on the map about whose tiles they are.
    #[arg(long, value_name = "TEXT", default_value = "", requires = "tiles")]
    tiles_credit: String,
}

impl Serve {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        self.log();
        let tls = self.tls_cert.as_deref().zip(self.tls_key.as_deref());
        let tls = tls.map(|(cert, key)| Certificates::load(cert, key)).transpose()?;
        let app = self.app()?;
        let (map, tiles) = (self.map()?, self.tiles()?);
        let ledger = self.ledger.of(&self.common.database)?;
        let store: Arc<dyn Store> = Arc::from(self.common.open()?);
        let runtime = tokio::runtime::Runtime::new()?;
        let daily = runtime.spawn(self.daily(Arc::clone(&store), ledger.clone()));
        let api = self.api(Arc::clone(&store), ledger, app, map, tiles);
        let metrics = self.metrics.map(|at| runtime.block_on(told_at(at, &api, store)));
        let metrics = metrics.transpose()?.map(|told| runtime.spawn(told));
        let served = runtime.block_on(self.serve(api, tls));
        daily.abort();
        if let Some(metrics) = metrics {
            metrics.abort();
        }
        served?;
        Ok(ExitCode::SUCCESS)
    }

    fn api(
        &self,
        store: Arc<dyn Store>,
        ledger: Ledger,
        app: App,
        map: MapFiles,
        tiles: Option<Tiles>,
    ) -> Api {
        let console = Console::new(Arc::clone(&store), ledger, now, fill_random);
        let console = console.with_map(map, tiles);
        let api = Api::new(store, now).with_console(console).with_app(app);
        if self.behind_proxy { api.behind_proxy() } else { api }
    }

    #[expect(clippy::print_stdout, reason = "whoever started this reads the port there")]
    async fn serve(&self, api: Api, tls: Option<Certificates>) -> anyhow::Result<()> {
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!("cannot listen on {}: choose another address with --listen", self.listen)
        })?;
        let address = listener.local_addr()?;
        match tls {
            None => {
                println!("listening on http://{address}");
                launch(api, listener, interrupted()).await?;
            }
            Some(certificates) => {
                let listener = TlsListener::new(listener, certificates)?;
                println!("listening on https://{address}");
                launch(api.over_tls(), listener, interrupted()).await?;
            }
        }
        tracing::info!("stopped");
        Ok(())
    }

    /// Erases what was kept as long as it may be: soon after the start, and then once a day.
    fn daily(
        &self,
        store: Arc<dyn Store>,
        ledger: Ledger,
    ) -> impl Future<Output = ()> + Send + use<> {
        let months = self.kept.retention_months;
        async move {
            let mut day = tokio::time::interval(DAY);
            loop {
                day.tick().await;
                let (store, ledger) = (Arc::clone(&store), ledger.clone());
                let done = tokio::task::spawn_blocking(move || {
                    retention::carry_out(&*store, &ledger, months)
                });
                match done.await {
                    Ok(Ok(all)) if all.is_empty() => {
                        tracing::info!("retention found nothing that was kept long enough to go");
                    }
                    Ok(Ok(all)) => {
                        for done in all {
                            tracing::info!(
                                mission = %done.due.mission,
                                visits = done.due.visits,
                                records = done.found.records.len(),
                                "retention erased {} visits of mission {}",
                                done.due.visits,
                                done.due.mission
                            );
                        }
                    }
                    Ok(Err(error)) => tracing::error!(%error, "retention failed: {error}"),
                    Err(error) => tracing::error!(%error, "retention stopped: {error}"),
                }
            }
        }
    }

    fn app(&self) -> anyhow::Result<App> {
        let Some(folder) = &self.app else {
            return Ok(App::beside_the_program());
        };
        App::in_folder(folder).with_context(|| {
            format!("there is no app in {}: `cargo xtask app` makes one", folder.display())
        })
    }

    fn map(&self) -> anyhow::Result<MapFiles> {
        let Some(folder) = &self.map else {
            return Ok(MapFiles::beside_the_program());
        };
        MapFiles::in_folder(folder).with_context(|| {
            format!("there is no map in {}: `cargo xtask map` makes one", folder.display())
        })
    }

    fn tiles(&self) -> anyhow::Result<Option<Tiles>> {
        let tiles = self.tiles.as_ref().map(|address| Tiles::parse(address, &self.tiles_credit));
        tiles.transpose().map_err(anyhow::Error::msg)
    }

    fn log(&self) {
        let filter = EnvFilter::try_from_env("PALIER_LOG");
        let filter = filter.unwrap_or_else(|_| EnvFilter::new("info"));
        let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        if self.common.json {
            logs.json().init();
        } else {
            logs.init();
        }
    }
}

/// Numbers for an operator, told at an address of their own.
#[expect(clippy::print_stdout, reason = "whoever started this reads the port there")]
async fn told_at(
    at: SocketAddr,
    api: &Api,
    store: Arc<dyn Store>,
) -> anyhow::Result<impl Future<Output = std::io::Result<()>> + Send + use<>> {
    let listening = metrics::listen(at, api.metrics(), store, now).await;
    let (address, told) = listening.with_context(|| {
        format!("cannot tell numbers at {at}: choose another address with --metrics")
    })?;
    println!("metrics on http://{address}/metrics");
    Ok(told)
}

/// Done when the person or the system asks the program to end.
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return drop(tokio::signal::ctrl_c().await);
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
