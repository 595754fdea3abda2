"""Screens and dialogs over the main one."""
