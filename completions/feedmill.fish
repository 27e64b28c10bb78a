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
                __feedmill_parse_subcommand 0 'config=' 'json' 'tag=' 'version' 'h/help'
            end
        case 'explain'
            __feedmill_parse_subcommand 1 'config=' 'version' 'h/help'
        case 'simulate'
            __feedmill_parse_subcommand 1 'config=' 'version' 'h/help'
        case 'parse'
            __feedmill_parse_subcommand -r 1 'url=' 'content-type=' 'version' 'h/help'
        case 'extract'
            __feedmill_parse_subcommand 1 'url=' 'content-type=' 'format=' 'site-rules=' 'explain' 'version' 'h/help'
        case 'discover'
            __feedmill_parse_subcommand 1 'url=' 'version' 'h/help'
        case 'spool'
            __feedmill_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __feedmill_parse_subcommand 0 'config=' 'version' 'h/help'
            case 'show'
                __feedmill_parse_subcommand 1 'config=' 'version' 'h/help'
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
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'feeds' -d 'The configuration\'s feeds.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'explain' -d 'Tells why a feed is next polled when it is, and the attempts behind it.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'simulate' -d 'Plays recorded publication times against the schedule: what its settings would cost and bring.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'parse' -d 'Reads feeds from files and prints what is in them, a line of JSON for each.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'extract' -d 'Finds the article in an HTML page and prints it.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'discover' -d 'Finds the feeds that a page names or hides, the likeliest first.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'spool' -d 'What waits in the spool.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" once' -l 'once' -d 'Poll every feed that is due, then end.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" all' -l 'all' -d 'With --once: poll every feed, due or not; requests stay conditional.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" json' -l 'json' -d 'For a program: one JSON object; its keys are documented in docs/operating.md.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" feed' -l 'feed' -d 'One feed in full.' -rfka '(__feedmill_custom_completion ---completion status -- --feed (count (__feedmill_tokens -pc)) (__feedmill_tokens -tC))'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" watch' -l 'watch' -d 'Redraw every two seconds, until interrupted.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill check" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill check" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill feeds" -eq 1' -fa 'list' -d 'Lists the feeds: id, state, address.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" json' -l 'json' -d 'For a program: one JSON object a line.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" tag' -l 'tag' -d 'Only feeds with this tag, or a tag below it.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill feeds list" h help' -s 'h' -l 'help' -d 'Show help information.'
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
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" explain' -l 'explain' -d 'Print the page\'s blocks with their scores, and why each was kept or dropped.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill extract" -eq 1' -F
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill extract" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" url' -l 'url' -d 'Where the file\'s page was got: what relative addresses are resolved against.' -rfka ''
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill discover" -eq 1' -F
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill discover" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill spool" -eq 1' -fa 'list' -d 'Lists the records that wait: sequence, id, revision, feed, title.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_positional "feedmill spool" -eq 1' -fa 'show' -d 'Prints one record that waits, or that a consumer moved to cur/.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool show" config' -l 'config' -d 'The configuration.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'toml\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool show" version' -l 'version' -d 'Show the version.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill spool show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'feedmill' -n '__feedmill_should_offer_completions_for_flags_or_options "feedmill help" version' -l 'version' -d 'Show the version.'
