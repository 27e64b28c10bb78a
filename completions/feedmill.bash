__feedmill_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__feedmill_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__feedmill_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__feedmill_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_feedmill() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __feedmill_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    run|status|check|feeds|explain|simulate|parse|extract|discover|spool|ledger|help)
        # Offer subcommand argument completions
        "_feedmill_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'run status check feeds explain simulate parse extract discover spool ledger help' -- "${cur}"))
        ;;
    esac
}

_feedmill_run() {
    repeating_flags=()
    non_repeating_flags=(--once --all --version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac
}

_feedmill_status() {
    repeating_flags=()
    non_repeating_flags=(--json --watch --version -h --help)
    repeating_options=()
    non_repeating_options=(--config --feed)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--feed')
        __feedmill_add_completions -W "$(__feedmill_custom_complete ---completion status -- --feed "${COMP_CWORD}" "$(__feedmill_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_feedmill_check() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac
}

_feedmill_feeds() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __feedmill_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|add|remove|pause|resume|forget|import|export|test)
        # Offer subcommand argument completions
        "_feedmill_feeds_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list add remove pause resume forget import export test' -- "${cur}"))
        ;;
    esac
}

_feedmill_feeds_list() {
    repeating_flags=()
    non_repeating_flags=(--json --reverse --version -h --help)
    repeating_options=(--state --tag)
    non_repeating_options=(--config --sort)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--state')
        __feedmill_add_completions -W 'never-polled'$'\n''healthy'$'\n''failing'$'\n''gone'$'\n''paused'
        return
        ;;
    '--tag')
        return
        ;;
    '--sort')
        __feedmill_add_completions -W 'id'$'\n''state'$'\n''title'$'\n''url'$'\n''next'$'\n''last'$'\n''news'$'\n''pace'$'\n''file'
        return
        ;;
    esac
}

_feedmill_feeds_add() {
    repeating_flags=()
    non_repeating_flags=(--paused --no-articles --as-is --version -h --help)
    repeating_options=(--tag --set)
    non_repeating_options=(--config --id --title --interval)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--id')
        return
        ;;
    '--title')
        return
        ;;
    '--tag')
        return
        ;;
    '--interval')
        return
        ;;
    '--set')
        return
        ;;
    esac
}

_feedmill_feeds_remove() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __feedmill_add_completions -W "$(__feedmill_custom_complete ---completion feeds remove -- positional@0 "${COMP_CWORD}" "$(__feedmill_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_feedmill_feeds_pause() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __feedmill_add_completions -W "$(__feedmill_custom_complete ---completion feeds pause -- positional@0 "${COMP_CWORD}" "$(__feedmill_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_feedmill_feeds_resume() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __feedmill_add_completions -W "$(__feedmill_custom_complete ---completion feeds resume -- positional@0 "${COMP_CWORD}" "$(__feedmill_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_feedmill_feeds_forget() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __feedmill_add_completions -W "$(__feedmill_custom_complete ---completion feeds forget -- positional@0 "${COMP_CWORD}" "$(__feedmill_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_feedmill_feeds_import() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--tag)
    non_repeating_options=(--config --name)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--tag')
        return
        ;;
    '--name')
        return
        ;;
    esac
}

_feedmill_feeds_export() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--tag)
    non_repeating_options=(--config --title)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--tag')
        return
        ;;
    '--title')
        return
        ;;
    esac
}

_feedmill_feeds_test() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __feedmill_add_completions -W "$(__feedmill_custom_complete ---completion feeds test -- positional@0 "${COMP_CWORD}" "$(__feedmill_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_feedmill_explain() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __feedmill_add_completions -W "$(__feedmill_custom_complete ---completion explain -- positional@0 "${COMP_CWORD}" "$(__feedmill_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_feedmill_simulate() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __feedmill_add_completions -f
        return
        ;;
    esac
}

_feedmill_parse() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--url --content-type)
    __feedmill_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--url')
        return
        ;;
    '--content-type')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __feedmill_add_completions -f
        return
        ;;
    esac
}

_feedmill_extract() {
    repeating_flags=()
    non_repeating_flags=(--rule-tests --explain --version -h --help)
    repeating_options=()
    non_repeating_options=(--url --content-type --format --site-rules)
    __feedmill_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--url')
        return
        ;;
    '--content-type')
        return
        ;;
    '--format')
        __feedmill_add_completions -W 'json'$'\n''text'$'\n''html'$'\n''markdown'
        return
        ;;
    '--site-rules')
        __feedmill_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __feedmill_add_completions -f
        return
        ;;
    esac
}

_feedmill_discover() {
    repeating_flags=()
    non_repeating_flags=(--guesses --version -h --help)
    repeating_options=()
    non_repeating_options=(--url --config)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--url')
        return
        ;;
    '--config')
        __feedmill_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __feedmill_add_completions -f
        return
        ;;
    esac
}

_feedmill_spool() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __feedmill_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|follow|prune)
        # Offer subcommand argument completions
        "_feedmill_spool_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show follow prune' -- "${cur}"))
        ;;
    esac
}

_feedmill_spool_list() {
    repeating_flags=()
    non_repeating_flags=(--json --consumed --version -h --help)
    repeating_options=()
    non_repeating_options=(--config --last)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--last')
        return
        ;;
    esac
}

_feedmill_spool_show() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac
}

_feedmill_spool_follow() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--config --from --count)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--from')
        return
        ;;
    '--count')
        return
        ;;
    esac
}

_feedmill_spool_prune() {
    repeating_flags=()
    non_repeating_flags=(--waiting --dry-run --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--config --older-than)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--older-than')
        return
        ;;
    esac
}

_feedmill_ledger() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __feedmill_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    check|backup|rebuild)
        # Offer subcommand argument completions
        "_feedmill_ledger_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'check backup rebuild' -- "${cur}"))
        ;;
    esac
}

_feedmill_ledger_check() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac
}

_feedmill_ledger_backup() {
    repeating_flags=()
    non_repeating_flags=(--force --version -h --help)
    repeating_options=()
    non_repeating_options=(--config)
    __feedmill_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __feedmill_add_completions -f
        return
        ;;
    esac
}

_feedmill_ledger_rebuild() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=(--records)
    non_repeating_options=(--config --after)
    __feedmill_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--config')
        __feedmill_add_completions -o plusdirs -fX '!*.@(toml)'
        return
        ;;
    '--records')
        __feedmill_add_completions -d
        return
        ;;
    '--after')
        return
        ;;
    esac
}

_feedmill_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __feedmill_offer_flags_options -1
}

complete -o filenames -F _feedmill feedmill
