# fish completion of accord. What may be given the program itself knows (accord complete); files are the shell's.
function __accord_complete
    set -l program (commandline -opc)[1]
    for one in ($program complete (commandline -cp) 2> /dev/null)
        if test "$one" = :files
            __fish_complete_path (commandline -ct)
        else
            echo $one
        end
    end
end
complete -c accord -f -a '(__accord_complete)'
