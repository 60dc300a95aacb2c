"""The page of all commands and options, from `accord manual`, for the documentation site."""


def cell(text):
    return text.replace("|", "\\|").replace("\n  ", "<br>").replace("\n", "<br>")


def rows(options):
    lines = ["| takes | |", "|---|---|"]
    for option in options:
        value = f" {option['value']}" if option["value"] else ""
        more = " ..." if option["takes"] == "many" and not option["name"].startswith("-") else ""
        lines.append(f"| `{cell(option['name'] + value)}`{more} | {cell(option['help'])} |")
    return lines


def text(manual):
    lines = ["# Every command and option", "", "The same text as `--help` and `man`: all three are made from the program's own rows.", ""]
    group = ""
    for command in manual["commands"]:
        if command["group"] != group:
            group = command["group"]
            lines += [f"## {group}", ""]
        lines += [f"### accord {command['name']}", "", f"{command['summary']}.", "", *rows(command["options"]), ""]
        if command["examples"]:
            lines += ["```", command["examples"], "```", ""]
    lines += ["## Exit codes", "", "0 ok, 1 something failed, 2 bad usage or input, 3 the machine refused, 130 interrupted.", ""]
    return "\n".join(lines)
