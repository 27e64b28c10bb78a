/// Where sites and programs have their feeds.
///
/// First come hosts (without `www.` and its like) or a program (`=name`; `?name` where it has the feed only as a rule;
/// `_` is a space). Below them, by two spaces, stand paths of pages, each with the addresses of its feeds, likeliest
/// first, or `-` where such pages have none; by four, more addresses of the same. Patterns are `SitePattern`'s. The
/// first path counts that fits, and of whose addresses one can be made of what is known.
enum SiteTable {
    static let rules = SiteRule.read(sites + "\n" + programs)

    private static let sites = """
        youtube.com
          /playlist?list={list:w} https://www.youtube.com/feeds/videos.xml?playlist_id={list}
          /watch?list={list:w} https://www.youtube.com/feeds/videos.xml?channel_id={channel}
            https://www.youtube.com/feeds/videos.xml?playlist_id={list}
          /channel/{id:w}/** https://www.youtube.com/feeds/videos.xml?channel_id={id}
          /user/{user:w}/** https://www.youtube.com/feeds/videos.xml?channel_id={channel}
            https://www.youtube.com/feeds/videos.xml?user={user}
          /watch|c|shorts|live|embed/** https://www.youtube.com/feeds/videos.xml?channel_id={channel}
          /results|feed|hashtag|gaming|premium|about|account|t/** -
          /{handle}/** https://www.youtube.com/feeds/videos.xml?channel_id={channel}
        youtu.be
          /** https://www.youtube.com/feeds/videos.xml?channel_id={channel}
        vimeo.com
          /{kind:channels|groups}/{name}/** /{kind}/{name}/videos/rss
          /{id:#}/** -
          /watch|categories|features|upgrade|search|log_in|join|blog|ondemand|album|showcase/** -
          /{user}/** /{user}/videos/rss
        dailymotion.com
          /video|search|signin|partner|legal/** -
          /playlist/{id:w}/** /rss/playlist/{id}
          /user/{user:w}/** /rss/user/{user}
          /{user:w} /rss/user/{user}
        soundcloud.com
          /** https://feeds.soundcloud.com/users/soundcloud:users:{soundcloud}/sounds.rss
        odysee.com
          /@{channel}/** /$/rss/@{channel}
        github.com
          /about|apps|codespaces|collections|contact|copilot|customer-stories|enterprise|explore|features/** -
          /join|login|marketplace|notifications|orgs|pricing|readme|resources|search|security|settings/** -
          /site|solutions|sponsors|team|topics|trending/** -
          /{owner}/{repo}/commits|tree/{branch}/** /{owner}/{repo}/commits/{branch}.atom
            /{owner}/{repo}/releases.atom /{owner}/{repo}/tags.atom
          /{owner}/{repo}/tags/** /{owner}/{repo}/tags.atom /{owner}/{repo}/releases.atom
          /{owner}/{repo}/discussions/** /{owner}/{repo}/discussions.atom /{owner}/{repo}/releases.atom
          /{owner}/{repo}/wiki/** /{owner}/{repo}/wiki.atom /{owner}/{repo}/releases.atom
          /{owner}/{repo}/** /{owner}/{repo}/releases.atom /{owner}/{repo}/commits/{branch}.atom
            /{owner}/{repo}/tags.atom
          /{user} /{user}.atom
        gist.github.com
          /{user}/** /{user}.atom
        gitlab.com
          /users|explore|help|search|dashboard|-/** -
          /{project*}/-/commits|tree/{branch}/** /{project}/-/commits/{branch}?format=atom
            /{project}/-/tags?format=atom /{project}/-/releases.atom
          /{project*}/-/** /{project}/-/releases.atom /{project}/-/tags?format=atom /{project}.atom
          /{group}/{project*} /{group}/{project}/-/releases.atom /{group}/{project}/-/tags?format=atom
            /{group}/{project}/-/commits/{branch}?format=atom /{group}/{project}.atom
          /{user} /{user}.atom
        codeberg.org gitea.com
          /explore|user|assets|-/** -
          /{owner}/{repo}/** /{owner}/{repo}/releases.rss /{owner}/{repo}.rss
          /{owner} /{owner}.rss
        sourceforge.net
          /projects/{project}/** /projects/{project}/rss /p/{project}/activity/feed.rss
        pypi.org
          /project/{project}/** /rss/project/{project}/releases.xml
          / /rss/updates.xml /rss/packages.xml
        rubygems.org
          /gems/{gem}/** /gems/{gem}/versions.atom
        packagist.org
          /packages/{vendor}/{package} /feeds/package.{vendor}/{package}.rss
        crates.io
          /crates/{crate}/** https://static.crates.io/rss/crates/{crate}.xml
        metacpan.org
          /dist|release/{dist} /feed/distribution/{dist}
        reddit.com
          /r/{sub}/comments/{id}/** /r/{sub}/.rss /r/{sub}/comments/{id}/.rss
          /r/{sub}/{order:hot|new|top|rising|controversial}/** /r/{sub}/{order}/.rss /r/{sub}/.rss
          /r/{sub}/** /r/{sub}/.rss
          /user|u/{user}/m/{multi}/** /user/{user}/m/{multi}/.rss
          /user|u/{user}/** /user/{user}/.rss
          /domain/{domain}/** /domain/{domain}/.rss
          / /.rss
        news.ycombinator.com
          /show|shownew /showrss
          /** /rss
        lobste.rs
          /t/{tag} /t/{tag}.rss
          /** /rss
        bsky.app
          /profile/{user}/** /profile/{user}/rss
        mastodon.social mastodon.online mstdn.social mas.to fosstodon.org hachyderm.io infosec.exchange
        mastodon.world mastodon.art techhub.social chaos.social social.coop mathstodon.xyz mstdn.jp
          /@{user:w}/** /@{user}.rss
          /tags/{tag} /tags/{tag}.rss
        medium.com
          /m|search|me|plans|membership|about|creators|jobs-at-medium|policy/** -
          /tag|topic/{tag}/** /feed/tag/{tag}
          /{publication}/tagged/{tag} /feed/{publication}/tagged/{tag} /feed/{publication}
          /{publication}/** /feed/{publication}
        {blog}.medium.com
          /** /feed
        {blog}.substack.com
          /** /feed
        {blog}.tumblr.com
          /tagged/{tag}/** /tagged/{tag}/rss /rss
          /** /rss
        tumblr.com
          /explore|login|register|dashboard|search|tagged|policy|about|settings|likes|privacy/** -
          /blog/{blog:w}/** https://{blog}.tumblr.com/rss
          /{blog:w}/** https://{blog}.tumblr.com/rss
        {blog}.blogspot.**
          /search/label/{label} /feeds/posts/default/-/{label} /feeds/posts/default
          /** /feeds/posts/default /feeds/comments/default
        {blog}.wordpress.com
          /** /feed/ /comments/feed/
        {blog}.bearblog.dev {blog}.svbtle.com
          /** /feed/
        {blog}.hashnode.dev
          /** /rss.xml
        {blog}.micro.blog
          /** /feed.xml
        {blog}.livejournal.com {blog}.dreamwidth.org
          /** /data/rss /data/atom
        {blog}.hatenablog.com {blog}.hatenablog.jp {blog}.hatenadiary.com {blog}.hatenadiary.jp
          /** /feed /rss
        {blog}.tistory.com
          /** /rss
        dev.to
          /t/{tag}/** /feed/tag/{tag}
          /{user}/** /feed/{user}
        write.as
          /{user}/** /{user}/feed/
        buttondown.com buttondown.email
          /{user}/** /{user}/rss
        note.com
          /{user}/** /{user}/rss
        qiita.com
          /tags/{tag}/** /tags/{tag}/feed
          /{user}/** /{user}/feed
        zenn.dev
          /topics/{topic}/** /topics/{topic}/feed
          /{user}/** /{user}/feed
        velog.io
          /@{user}/** https://v2.velog.io/rss/{user}
        blog.naver.com
          /{user:w}/** https://rss.blog.naver.com/{user}.xml
        letterboxd.com
          /film|films|lists|members|journal|search|crew/** -
          /{user}/** /{user}/rss/
        stackoverflow.com superuser.com serverfault.com askubuntu.com mathoverflow.net stackapps.com
        {site}.stackexchange.com {site}.stackoverflow.com
          /questions/tagged/{tag} /feeds/tag/{tag} /feeds
          /questions|q/{id:#}/** /feeds/question/{id} /feeds
          /users/{id:#}/** /feeds/user/{id} /feeds
          /** /feeds
        arxiv.org
          /list|archive/{category:w}/** https://rss.arxiv.org/rss/{category} https://rss.arxiv.org/atom/{category}
          /a/{author:w} /a/{author}.atom
        {language}.wikipedia.org {language}.m.wikipedia.org {language}.wiktionary.org {language}.wikinews.org
        {language}.wikisource.org
        {language}.wikibooks.org {language}.wikiquote.org {language}.wikivoyage.org
        {language}.wikiversity.org commons.wikimedia.org wikidata.org
          /wiki/{title*} /w/index.php?title={title}&action=history&feed=atom
            /w/index.php?title=Special:RecentChanges&feed=atom
          /** /w/index.php?title=Special:RecentChanges&feed=atom
        store.steampowered.com
          /app/{app:#}/** /feeds/news/app/{app}/
          /news/app/{app:#}/** /feeds/news/app/{app}/
          /** /feeds/news.xml
        steamcommunity.com
          /groups/{group}/** /groups/{group}/rss/
          /games|app/{app:#}/** https://store.steampowered.com/feeds/news/app/{app}/
        itch.io
          /games/{filter*} /games/{filter}.xml
          /games /games.xml
          /blog/** /blog.rss
        {user}.itch.io
          /{game}/** /{game}/devlog.rss
        flickr.com
          /groups/** -
          /photos/tags/{tag}/** https://www.flickr.com/services/feeds/photos_public.gne?tags={tag}&format=rss_200
          /photos|people/{id}/** https://www.flickr.com/services/feeds/photos_public.gne?id={nsid}&format=rss_200
        pinterest.**
          /pin|ideas|search|login|business|today|_/** -
          /{user} /{user}/feed.rss
          /{user}/_created|_saved /{user}/feed.rss
          /{user}/{board}/** /{user}/{board}.rss /{user}/feed.rss
        deviantart.com
          /{user:w}/** https://backend.deviantart.com/rss.xml?type=deviation&q=by:{user}
        etsy.com
          /shop/{shop}/** /shop/{shop}/rss
        """

    private static let programs = """
        =wordpress
          /{kind:category|tag|author}/{name*} /{kind}/{name}/feed/ {root}feed/ {root}comments/feed/
          /** {root}feed/ {root}comments/feed/
        =ghost
          /{kind:tag|author}/{name}/** /{kind}/{name}/rss/ /rss/
          /** /rss/
        =blogger
          /** /feeds/posts/default /feeds/comments/default
        =medium
          /** /feed
        =tumblr
          /** /rss
        =discourse
          /t/{slug}/{id:#}/** /latest.rss /t/{slug}/{id}.rss
          /c/{category*} /c/{category}.rss /latest.rss
          /tag/{tag} /tag/{tag}.rss /latest.rss
          /** /latest.rss
        =mastodon
          /@{user:w}/** /@{user}.rss
          /tags/{tag} /tags/{tag}.rss
        =pixelfed
          /{user:w} /users/{user}.atom
        =misskey
          /@{user:w}/** /@{user}.atom
        =lemmy
          /c/{community:w}/** /feeds/c/{community}.xml
        =writefreely
          /{blog:w}/** /{blog}/feed/
        =mediawiki
          /** {interface}index.php?title=Special:RecentChanges&feed=atom
        =dokuwiki
          /** {directory}feed.php
        =gitlab
          /users|explore|help|search|dashboard|-/** -
          /{project*}/-/commits|tree/{branch}/** /{project}/-/commits/{branch}?format=atom
            /{project}/-/tags?format=atom /{project}/-/releases.atom
          /{project*}/-/** /{project}/-/releases.atom /{project}/-/tags?format=atom
        =hugo
          /** /index.xml
        ?jekyll
          /** /feed.xml
        ?gatsby
          /** /rss.xml
        ?hexo
          /** /atom.xml
        ?eleventy
          /** /feed.xml /feed/feed.xml
        ?zola
          /** /atom.xml /rss.xml
        ?pelican
          /** /feeds/all.atom.xml
        ?nikola
          /** /rss.xml
        ?astro
          /** /rss.xml
        ?docusaurus
          /** /blog/rss.xml
        ?drupal
          /** /rss.xml
        ?joomla!
          /** {path}?format=feed&type=rss
        ?squarespace
          /** {path}?format=rss
        ?wix.com
          /** /blog-feed.xml
        ?weebly
          /** /blog/feed /1/feed
        ?movable_type
          /** /atom.xml
        ?typepad
          /** /atom.xml
        ?vbulletin
          /** /external.php?type=RSS2
        ?activitypub
          /@{user:w} /@{user}.rss
        """
}
