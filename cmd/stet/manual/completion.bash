
# What the script above takes from the package bash-completion, for where that is
# not there. It goes by the line, because bash cuts words at = and : too.
if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref()
    {
        local i word rest=$COMP_LINE
        words=()
        for ((i = 0; i <= COMP_CWORD; i++)); do
            word=${COMP_WORDS[i]}
            if ((i == 0)) || [[ $rest == [[:space:]]* || -z $rest ]]; then
                words+=("$word")
            else
                words[${#words[@]}-1]+=$word
            fi
            rest=${rest#"${rest%%[![:space:]]*}"}
            rest=${rest#"$word"}
        done
        cword=$((${#words[@]} - 1))
        cur=${words[cword]}
        prev=
        ((cword == 0)) || prev=${words[cword-1]}
    }
fi
if ! declare -F _filedir >/dev/null; then
    _filedir()
    {
        local name
        compopt -o filenames 2>/dev/null
        [[ ${1-} == -d ]] && set -- -d || set -- -f
        while IFS= read -r name; do
            COMPREPLY+=("$name")
        done < <(compgen "$1" -- "$cur")
    }
fi
