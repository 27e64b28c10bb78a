function __feedmill_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __feedmill_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __feedmill_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __feedmill_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __feedmill_parse_tokens -S
    set -l unparsed_tokens (__feedmill_tokens -pc)
    switch $unparsed_tokens[1]
    case 'feedmill'
        __feedmill_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'run'
            __feedmill_parse_subcommand 0 'config=' 'once' 'all' 'version' 'h/help'
        case 'status'
            __feedmill_parse_subcommand 0 'config=' 'json' 'feed=' 'watch' 'version' 'h/help'
        case 'check'
            __feedmill_parse_subcommand 0 'config=' 'version' 'h/help'
        case 'feeds'
            __feedmill_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __feedmill_parse_subcommand 0 'config=' 'json' 'state=+' 'tag=+' 'sort=' 'reverse' 'version' 'h/help'
            case 'add'
                __feedmill_parse_subcommand 1 'config=' 'id=' 'title=' 'tag=+' 'interval=' 'paused' 'no-articles' 'set=+' 'as-is' 'version' 'h/help'
            case 'remove'
                __feedmill_parse_subcommand -r 1 'config=' 'version' 'h/help'
            case 'pause'
                __feedmill_parse_subcommand -r 1 'config=' 'version' 'h/help'
            case 'resume'
                __feedmill_parse_subcommand -r 1 'config=' 'version' 'h/help'
            case 'forget'
                __feedmill_parse_subcommand -r 1 'config=' 'version' 'h/help'
            case 'import'
                __feedmill_parse_subcommand 1 'config=' 'tag=+' 'name=' 'version' 'h/help'
            case 'export'
                __feedmill_parse_subcommand 1 'config=' 'tag=+' 'title=' 'version' 'h/help'
            case 'test'
                __feedmill_parse_subcommand 1 'config=' 'json' 'version' 'h/help'
            end
        case 'explain'
            __feedmill_parse_subcommand 1 'config=' 'version' 'h/help'
        case 'simulate'
            __feedmill_parse_subcommand 1 'config=' 'version' 'h/help'
        case 'parse'
            __feedmill_parse_subcommand -r 1 'url=' 'content-type=' 'version' 'h/help'
        case 'extract'
            __feedmill_parse_subcommand -r 1 'url=' 'content-type=' 'format=' 'site-rules=' 'rule-tests' 'explain' 'version' 'h/help'
        case 'discover'
            __feedmill_parse_subcommand 1 'url=' 'guesses' 'config=' 'version' 'h/help'
        case 'spool'
            __feedmill_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __feedmill_parse_subcommand 0 'config=' 'json' 'consumed' 'last=' 'version' 'h/help'
            case 'show'
                __feedmill_parse_subcommand 1 'config=' 'version' 'h/help'
            case 'follow'
                __feedmill_parse_subcommand 0 'config=' 'from=' 'count=' 'version' 'h/help'
            case 'prune'
                __feedmill_parse_subcommand 0 'config=' 'older-than=' 'waiting' 'dry-run' 'json' 'version' 'h/help'
            end
        case 'ledger'
            __feedmill_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'check'
                __feedmill_parse_subcommand 0 'config=' 'json' 'version' 'h/help'
            case 'backup'
                __feedmill_parse_subcommand 1 'config=' 'force' 'version' 'h/help'
            case 'rebuild'
                __feedmill_parse_subcommand 0 'config=' 'records=+' 'after=' 'json' 'version' 'h/help'
            end
        case 'help'
            __feedmill_parse_subcommand -r 1 'version'
        end
    end
end

function __feedmill_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __feedmill_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __feedmill_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __feedmill_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__feedmill_tokens -p)
    if test -z "$(__feedmill_tokens -t)"
        set -l index (count (__feedmill_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'feedmill' -f
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'run' -d 'Polls the feeds: as a daemon in the foreground, or once.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'status' -d 'Tells how the daemon, its feeds and its spool do.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'check' -d 'Reads the configuration and everything it includes, and tells every mistake with its place.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'feeds' -d 'Lists, adds, removes, pauses, tests and moves the configuration\'s feeds.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'explain' -d 'Tells why a feed is next polled when it is, and the attempts behind it.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'simulate' -d 'Plays recorded publication times against the schedule: what its settings would cost and bring.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'parse' -d 'Reads feeds from files and prints what is in them, a line of JSON for each.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'extract' -d 'Finds the article in an HTML page and prints it.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'discover' -d 'Finds the feeds that a page names or hides, the likeliest first.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'spool' -d 'The records in the spool: those that wait, and those that were consumed.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'ledger' -d 'Looks after the ledger: checks it, copies it, makes it anew.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" once' -l 'once' -d 'Poll every feed that is due, then end.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" all' -l 'all' -d 'With --once: poll every feed, due or not; requests stay conditional.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" json' -l 'json' -d 'For a program: one JSON object; its keys are documented in docs/operating.md.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" feed' -l 'feed' -d 'One feed in full.' -rfka '(__feedmill_custom_completion ---completion status -- --feed (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" watch' -l 'watch' -d 'Redraw every two seconds, until interrupted; with --json, a line each time.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill check" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill check" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'list' -d 'Lists the feeds, with how each does.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'add' -d 'Adds a feed; looks for it where the address is a page\'s.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'remove' -d 'Takes feeds out of the configuration\'s files.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'pause' -d 'Keeps feeds from being polled; nothing of them is forgotten.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'resume' -d 'Has paused feeds polled again.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'forget' -d 'Forgets all that is known of feeds, so that what they hold is delivered again.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'import' -d 'Adds the feeds of an OPML document that are not configured yet.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'export' -d 'Writes the feeds as OPML.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'test' -d 'Polls a feed as the daemon would, and tells what came; writes nothing.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" json' -l 'json' -d 'One JSON object a line.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list"' -l 'state' -d 'Only feeds in this state: never-polled, healthy, failing, gone, paused. Repeatable.' -rfka 'never-polled healthy failing gone paused'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list"' -l 'tag' -d 'Only feeds with this tag, or a tag below it. Repeatable.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" sort' -l 'sort' -d 'In the order of id, state, title, url, next, last, news, pace, file.' -rfka 'id state title url next last news pace file'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" reverse' -l 'reverse' -d 'The other way round.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" id' -l 'id' -d 'Its name in records and commands; absent: derived from the address.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" title' -l 'title' -d 'Your title for it; absent: its own.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add"' -l 'tag' -d 'A tag; a/b is a folder in a folder. Repeatable.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" interval' -l 'interval' -d 'Between two polls, as 90s, 15m, 6h or 2d; absent: learnt.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" paused' -l 'paused' -d 'It is not polled until `feedmill feeds resume`.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" no-articles' -l 'no-articles' -d 'Articles are not fetched: records carry what the feed carries.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add"' -l 'set' -d 'Another key of [[feed]], its value as TOML. Repeatable.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" as-is' -l 'as-is' -d 'Add the address as it is, without asking for it.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds remove" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds remove" -ge 1' -fka '(__feedmill_custom_completion ---completion feeds remove -- positional@0 (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds remove" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds pause" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds pause" -ge 1' -fka '(__feedmill_custom_completion ---completion feeds pause -- positional@0 (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds pause" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds pause" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds resume" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds resume" -ge 1' -fka '(__feedmill_custom_completion ---completion feeds resume -- positional@0 (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds resume" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds resume" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds forget" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds forget" -ge 1' -fka '(__feedmill_custom_completion ---completion feeds forget -- positional@0 (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds forget" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds forget" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds import" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds import"' -l 'tag' -d 'A tag for each of them. Repeatable.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds import" name' -l 'name' -d 'What the new file is called, without .toml; absent: as the document.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds import" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds export" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds export"' -l 'tag' -d 'Only feeds with this tag, or a tag below it. Repeatable.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds export" title' -l 'title' -d 'The document\'s title.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds export" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds test" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds test" json' -l 'json' -d 'One JSON object; its keys are documented in docs/feeds-command.md.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds test" -eq 1' -fka '(__feedmill_custom_completion ---completion feeds test -- positional@0 (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds test" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds test" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill explain" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill explain" -eq 1' -fka '(__feedmill_custom_completion ---completion explain -- positional@0 (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill explain" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill simulate" config' -l 'config' -d 'Whose [polling] settings hold; the defaults without.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill simulate" -eq 1' -F
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill simulate" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill simulate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill parse" url' -l 'url' -d 'The address that the files came from: what relative links are resolved against.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill parse" content-type' -l 'content-type' -d 'What HTTP said the files are.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill parse" -ge 1' -F
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill parse" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill parse" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" url' -l 'url' -d 'Where the page was got: what relative addresses are resolved against.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" content-type' -l 'content-type' -d 'What HTTP said the page is.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" format' -l 'format' -d 'How to print it.' -rfka 'json text html markdown'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" site-rules' -l 'site-rules' -d 'A directory of Five Filters site configurations.' -rfa '(__feedmill_complete_directories)'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" rule-tests' -l 'rule-tests' -d 'Print whether the article holds what the site rule\'s `test_contains` lines for --url say; exit 1 where it does not.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" explain' -l 'explain' -d 'Print the page\'s blocks with their scores, and why each was kept or dropped.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill extract" -ge 1' -F
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" url' -l 'url' -d 'Where the file\'s page was got: what its relative addresses are resolved against.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" guesses' -l 'guesses' -d 'For a file: list the usual addresses too, unasked and not counted as found.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" config' -l 'config' -d 'A configuration that says how requests are made.' -rF
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill discover" -eq 1' -F
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill spool" -eq 1' -fa 'list' -d 'Lists the records that wait: sequence, id, revision, feed, title.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill spool" -eq 1' -fa 'show' -d 'Prints a record as it lies in the spool, one line of JSON: one that waits, or that a consumer moved to cur/.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill spool" -eq 1' -fa 'follow' -d 'Prints records as they come, one line of JSON each, until interrupted.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill spool" -eq 1' -fa 'prune' -d 'Removes old records: those that a consumer moved to cur/.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" json' -l 'json' -d 'For a program: one JSON object a line.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" consumed' -l 'consumed' -d 'Those that a consumer moved to cur/.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" last' -l 'last' -d 'So many of the latest alone.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool show" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool show" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool follow" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool follow" from' -l 'from' -d 'Begin with this sequence, as far as it is still in new/ or cur/; else with what comes from now on.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool follow" count' -l 'count' -d 'End after so many records.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool follow" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool follow" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool prune" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool prune" older-than' -l 'older-than' -d 'Such as 90s, 15m, 6h or 7d.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool prune" waiting' -l 'waiting' -d 'Records too that wait in new/ and nobody has taken.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool prune" dry-run' -l 'dry-run' -d 'Tell what would be removed, and remove nothing.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool prune" json' -l 'json' -d 'For a program: one JSON object.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool prune" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool prune" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill ledger" -eq 1' -fa 'check' -d 'Looks through the whole ledger, and tells what is wrong with it, where, and what helps.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill ledger" -eq 1' -fa 'backup' -d 'Writes a copy of the ledger, as it is at one moment, to a file.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill ledger" -eq 1' -fa 'rebuild' -d 'Makes a lost or damaged ledger anew, from what of it can still be read and from the records.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger check" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger check" json' -l 'json' -d 'For a program: one JSON object; its keys are documented in docs/operating.md.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger check" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger backup" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger backup" force' -l 'force' -d 'Replace the file where it is there already.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill ledger backup" -eq 1' -F
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger backup" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger backup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger rebuild" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger rebuild"' -l 'records' -d 'A directory where records are kept that were taken out of the spool; may be given several times.' -rfa '(__feedmill_complete_directories)'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger rebuild" after' -l 'after' -d 'Number the next record beyond this, where it is known from elsewhere.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger rebuild" json' -l 'json' -d 'For a program: one JSON object.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger rebuild" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill ledger rebuild" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill help" version' -l 'version' -d 'Show the version.'
