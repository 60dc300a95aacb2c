# bash completion of accord. What may be given the program itself knows (accord complete); files are the shell's.
_accord() {
    local line=${COMP_LINE:0:COMP_POINT} found word
    local begun=${line##*[[:space:]]}
    local kept=${begun%"${begun##*[=:]}"} # bash takes what stands behind = or : for a word of its own
    COMPREPLY=()
    while IFS=$'\t' read -r found _; do
        if [[ $found == :files ]]; then
            compopt -o filenames 2> /dev/null
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${begun#"$kept"}")
        else
            COMPREPLY+=("${found#"$kept"}")
        fi
    done < <("${COMP_WORDS[0]}" complete "$line" 2> /dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2> /dev/null; fi
}
complete -F _accord accord
