# Serves FILE to whoever asks on 127.0.0.1:PORT, with its size and time as ETag; a line for each request. For `trial`.
use strict;
use warnings;
use IO::Socket::INET;

my ($port, $file) = @ARGV;
$| = 1;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 8, ReuseAddr => 1) or die "$port: $!";
while (my $client = $server->accept) {
    my $request = <$client> // next;
    my $etag = '';
    while (my $line = <$client>) {
        $etag = $1 if $line =~ /^If-None-Match:\s*(\S+)/i;
        last if $line =~ /^\r?\n$/;
    }
    open my $in, '<', $file or die "$file: $!";
    my $body = do { local $/; <$in> };
    my $tag = '"' . length($body) . '-' . (stat $in)[9] . '"';
    my $status = $etag eq $tag ? '304 Not Modified' : '200 OK';
    $body = '' if $etag eq $tag;
    print $client "HTTP/1.1 $status\r\nContent-Type: application/rss+xml\r\nETag: $tag\r\nContent-Length: " . length($body)
        . "\r\nConnection: close\r\n\r\n$body";
    print "$status\n";
    close $client;
}
