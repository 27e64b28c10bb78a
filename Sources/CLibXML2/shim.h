// Debian's libxml2 headers pull in the system's ICU, which clashes with the one inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

static inline void fm_xml_ignore(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/// libxml2 tells nothing on the standard error of the process.
static inline void fm_xml_silence(void) { xmlSetGenericErrorFunc(NULL, fm_xml_ignore); }
