@rem The scripts "start" and "test" begin with exec, so that a signal to npm reaches them and not a shell. Windows has no
@rem such word: there this is it.
@%*
