// libxml2 alone, for ratios: reads each file, parses it REPEAT times, prints CPU seconds and bytes.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Empty callbacks, so that the parser does for them all that it does for a program that reads.
static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces, const xmlChar **declared,
                  int count, int defaulted, const xmlChar **attributes) {}
static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}
static void characters(void *context, const xmlChar *text, int size) {}

static char *slurp(const char *path, long *size) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  fseek(f, 0, SEEK_END);
  *size = ftell(f);
  rewind(f);
  char *bytes = malloc(*size + 1);
  if (fread(bytes, 1, *size, f) != (size_t)*size) *size = 0;
  fclose(f);
  return bytes;
}

int main(int argc, char **argv) {
  if (argc < 4) return 64;
  int html = !strcmp(argv[1], "html"), repeat = atoi(argv[2]);
  xmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = start;
  sax.endElementNs = end;
  sax.characters = sax.ignorableWhitespace = sax.cdataBlock = characters;
  double total = 0;
  xmlInitParser();
  clock_t began = clock();
  for (int i = 3; i < argc; i++) {
    long size = 0;
    char *bytes = slurp(argv[i], &size);
    for (int n = 0; bytes && n < repeat; n++) {
      total += size;
      if (html) {
        htmlDocPtr doc = htmlReadMemory(bytes, size, NULL, "utf-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
        if (doc) xmlFreeDoc(doc);
      } else {
        xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
        xmlCtxtUseOptions(context, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR);
        xmlParseChunk(context, bytes, size, 1);
        xmlFreeParserCtxt(context);
      }
    }
    free(bytes);
  }
  printf("%.4f %.0f\n", (double)(clock() - began) / CLOCKS_PER_SEC, total);
  return 0;
}
