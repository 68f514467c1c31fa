//! What the bot may do in each channel where it has something to do.

use std::collections::BTreeMap;

use serenity::{
    all::{Channel, ChannelId, GuildChannel, GuildId, Member, PartialGuild, Permissions, UserId},
    http::{HttpError, StatusCode},
};

use super::{Connection, Finding, NEEDED, http};
use crate::store::Workplace;

const WHAT: &str = "channel";

/// A server as Discord describes it.
struct Server {
    guild: PartialGuild,
    channels: Vec<GuildChannel>,
    bot: Member,
}

/// Looks at each channel in which the bot has something to do; one line for each that is not as it should be, or one for all.
pub async fn channels(connection: &Connection, workplaces: &[Workplace]) -> Vec<Finding> {
    let bot = match http(connection).get_current_user().await {
        Ok(user) => user.id,
        Err(error) => return vec![Finding::problem(WHAT, format!("none could be looked at: {error}"))],
    };
    let mut servers: BTreeMap<u64, Vec<&Workplace>> = BTreeMap::new();
    for workplace in workplaces {
        servers.entry(workplace.guild.get()).or_default().push(workplace);
    }
    let mut findings = Vec::new();
    for (id, workplaces) in servers {
        match server(connection, GuildId::new(id), bot).await {
            Ok(server) => findings.extend(in_server(connection, &server, &workplaces).await),
            Err(error) if is_status(&error, &[StatusCode::FORBIDDEN, StatusCode::NOT_FOUND]) => {
                let told = format!("the bot is not in the server {id} any more: what is held of it is deleted in time");
                findings.push(Finding::note(WHAT, told));
            }
            Err(error) => findings.push(Finding::problem(WHAT, format!("those of {id} cannot be read: {error}"))),
        }
    }
    if findings.is_empty() {
        let all = match workplaces.len() {
            0 => "no team, poll or round is in a channel yet".to_owned(),
            many => format!("the bot may do what it needs to in every channel where it is at work ({many})"),
        };
        findings.push(Finding::fine(WHAT, all));
    }
    findings
}

async fn server(connection: &Connection, id: GuildId, bot: UserId) -> serenity::Result<Server> {
    let http = http(connection);
    let (guild, channels) = (http.get_guild(id).await?, http.get_channels(id).await?);
    Ok(Server { guild, channels, bot: http.get_member(id, bot).await? })
}

async fn in_server(connection: &Connection, server: &Server, workplaces: &[&Workplace]) -> Vec<Finding> {
    // What is in a channel, each channel once.
    let mut places: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for workplace in workplaces {
        places.entry(workplace.channel.get()).or_default().push(&workplace.what);
    }
    let mut findings = Vec::new();
    for (id, uses) in places {
        let uses = uses.join(", ");
        let name = &server.guild.name;
        match around(connection, server, ChannelId::new(id)).await {
            Ok(Some(channel)) => findings.extend(in_channel(server, channel, &uses)),
            Ok(None) => findings.push(Finding::problem(
                WHAT,
                format!("{id} in {name} ({uses}) is gone: bind the team to another one with /team channel, or close what is open there"),
            )),
            Err(error) => {
                findings.push(Finding::problem(WHAT, format!("{id} in {name} ({uses}) cannot be read: {error}")));
            }
        }
    }
    findings
}

/// The channel, or the one around a thread; nothing where it is gone.
async fn around<'a>(
    connection: &Connection,
    server: &'a Server,
    id: ChannelId,
) -> serenity::Result<Option<&'a GuildChannel>> {
    let find = |id: ChannelId| server.channels.iter().find(|channel| channel.id == id);
    if let Some(channel) = find(id) {
        return Ok(Some(channel));
    }
    match http(connection).get_channel(id).await {
        Ok(Channel::Guild(thread)) => Ok(thread.parent_id.and_then(find)),
        Ok(_) => Ok(None),
        Err(error) if is_status(&error, &[StatusCode::NOT_FOUND]) => Ok(None),
        Err(error) => Err(error),
    }
}

fn in_channel(server: &Server, channel: &GuildChannel, uses: &str) -> Option<Finding> {
    let may = server.guild.user_permissions_in(channel, &server.bot);
    let place = format!("#{} in {} ({uses})", channel.name, server.guild.name);
    // Without it Discord grants nothing else there.
    if !may.contains(Permissions::VIEW_CHANNEL) {
        let needed = NEEDED[0];
        return Some(Finding::problem(WHAT, format!("{place} lacks {}: {}", needed.name, needed.without)));
    }
    let lacking: Vec<String> = NEEDED
        .iter()
        .filter(|needed| !may.contains(needed.permission))
        .map(|needed| format!("lacks {}: {}", needed.name, needed.without))
        .collect();
    (!lacking.is_empty()).then(|| Finding::problem(WHAT, format!("{place} {}", lacking.join("; "))))
}

fn is_status(error: &serenity::Error, of: &[StatusCode]) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => of.contains(&response.status_code),
        _ => false,
    }
}
