//! The program: an offline Discord on loopback until it is interrupted.

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Parser;
use discord_sandbox::{Options, RateLimits, Sandbox, StartError};
use tracing_subscriber::EnvFilter;

/// An offline Discord on loopback, for trying and testing bots.
#[derive(Debug, Parser)]
#[command(name = "discord-sandbox")]
struct Arguments {
    /// Where to listen; loopback only.
    #[arg(long, default_value = "127.0.0.1:7321")]
    listen: SocketAddr,
    /// The name of the application that is installed in the furnished servers.
    #[arg(long, default_value = "Test Bot")]
    application: String,
    /// Grant the application all privileged intents.
    #[arg(long)]
    privileged_intents: bool,
    /// Send the application's interactions to this address on loopback, signed, and not over the gateway.
    #[arg(long, value_name = "URL")]
    interactions_endpoint_url: Option<String>,
    /// Limit requests as Discord does.
    #[arg(long)]
    rate_limits: bool,
}

/// Members, presences and message content.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), StartError> {
    let options = Options {
        listen: arguments.listen,
        application: arguments.application,
        privileged_intents: if arguments.privileged_intents { PRIVILEGED } else { 0 },
        interactions_endpoint_url: arguments.interactions_endpoint_url,
        rate_limits: if arguments.rate_limits { RateLimits::On } else { RateLimits::Off },
        ..Options::default()
    };
    let sandbox = match Sandbox::start(options.clone()).await {
        Err(StartError::AddressInUse(address)) => {
            println!("{address} is in use, taking another port.");
            Sandbox::start(Options { listen: SocketAddr::new(address.ip(), 0), ..options }).await?
        }
        started => started?,
    };
    let base = sandbox.base_url();
    println!("Page    {base}/");
    println!("API     {base}/api/v10");
    println!("Token   {}", sandbox.bot_token());
    println!("Key     {} (checks the signatures of interactions sent over HTTP)", sandbox.endpoint().verify_key());
    println!("Stop it with Ctrl-C.");
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "cannot wait for Ctrl-C");
    }
    sandbox.stop().await;
    Ok(())
}
