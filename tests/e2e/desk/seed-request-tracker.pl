# Gives a new Request Tracker its people and its tickets, without a web server in between: each file named on the command
# line is a message as it comes in, and becomes a ticket. Usage: seed-request-tracker.pl LOGIN NAME ADDRESS PASSWORD FILE...
use strict;
use warnings;
use utf8;
use open ':std', ':encoding(UTF-8)';

BEGIN { unshift @INC, "/usr/share/request-tracker$ENV{RT_MAJOR}/lib" }
use RT -init;
use RT::Interface::Email;
use Encode qw(decode);

my ( $login, $name, $address, $password, @files ) = map { decode( 'UTF-8', $_ ) } @ARGV;

sub must {
    my ( $done, $why ) = @_;
    die "$why\n" unless $done;
}

my $user = RT::User->new( RT->SystemUser );
$user->Load($login);
must( $user->SetPassword($password) );
must( $user->SetEmailAddress($address) );
must( $user->SetRealName($name) );

my $queue = RT::Queue->new( RT->SystemUser );
$queue->Load('General');
my $everyone = RT::Group->new( RT->SystemUser );
$everyone->LoadSystemInternalGroup('Everyone');
$everyone->PrincipalObj->GrantRight( Object => $queue, Right => $_ )
    for qw(CreateTicket ReplyToTicket CommentOnTicket);

for my $file (@files) {
    open my $in, '<:raw', $file or die "$file: $!";
    my $message = do { local $/; <$in> };
    my ( $status, $error ) = RT::Interface::Email::Gateway(
        { queue => 'General', action => 'correspond', message => $message } );
    must( $status == 1, "$file: " . ( $error // 'refused' ) );
}
